// What is offered for an entry of a poller's `refs`: refs of the clone on this machine, as names, as regular expressions and
// as alternatives inside of one.

import { plural } from '../../text/wording.ts';
import { type LocalRefs, repoOf } from '../local-refs.ts';
import { type MessagePlace, valuesOfField } from '../place-at-offset.ts';
import type { CompletionContext } from './completion-context.ts';
import { fitting } from './fitting.ts';
import { quotedMeta, refPatterns } from './ref-patterns.ts';
import type { TextOffer } from './text-offer.ts';

const PREFIX = 'regexp:';

const MAIN: TextOffer = { text: 'refs/heads/main', detail: 'the main branch' };

const FORMS: readonly TextOffer[] = [
  { text: 'refs/heads/', detail: 'the branch of a name', goesOn: true },
  {
    text: 'regexp:refs/heads/',
    detail: 'branches by a regular expression',
    insertion: ['regexp:refs/heads/', { stop: 1, text: '.+' }],
  },
  {
    text: 'regexp:refs/tags/',
    detail: 'tags by a regular expression',
    insertion: ['regexp:refs/tags/', { stop: 1, text: '.+' }],
  },
];

/** The cursor in an entry, as written. */
interface Around {
  /** Offset of the value's inside into the text. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The refs that may be meant, those of the clone first if there is one.
 * @param poller the message that the entry is in
 * @param seen refs that the file has elsewhere
 */
export function refTexts(
  { localRefs }: CompletionContext,
  poller: MessagePlace,
  around: Around,
  seen: readonly TextOffer[],
): readonly TextOffer[] {
  const others = valuesOfField(poller, 'refs').filter(({ start }) => start + 1 !== around.start);
  const taken = new Set(others.map(({ text }) => text));
  const repo = repoOf(poller);
  const local = repo === undefined ? undefined : localRefs(repo);
  if (!local) {
    const main = taken.has(MAIN.text) ? [] : [MAIN];
    return [...main, ...seen.filter(({ text }) => text !== MAIN.text), ...FORMS];
  }
  const names = namesOf(local);
  const choice = choiceAt(around);
  if (choice) return alternatives(names, choice);
  const { before } = around;
  const offers = before.startsWith(PREFIX)
    ? patternTexts(names, before)
    : fitting(names, before).map((text): TextOffer => ({ text, detail: kindOf(text, local) }));
  const known = new Set(offers.map(({ text }) => text));
  return [
    ...offers.filter(({ text }) => !taken.has(text)),
    ...seen.filter(({ text }) => !known.has(text)),
    ...FORMS,
  ];
}

const lastNames = new WeakMap<LocalRefs, readonly string[]>();

/** What a config may name, branches first, then tags; each once. The same array for the same refs. */
function namesOf(local: LocalRefs): readonly string[] {
  const known = lastNames.get(local);
  if (known) return known;
  const { names, fetched, head } = local;
  const kinds: [main: string[], branches: string[], tags: string[], others: string[]] = [
    [],
    [],
    [],
    [],
  ];
  const [mains, branches, tags, others] = kinds;
  for (const name of new Set([...names, ...fetched])) {
    if (name === head) mains.unshift(name);
    else if (name === MAIN.text) mains.push(name);
    else if (BRANCH.test(name)) branches.push(name);
    else if (TAG.test(name)) tags.push(name);
    else if (!PRIVATE.test(name)) others.push(name);
  }
  const sorted = kinds.flat();
  lastNames.set(local, sorted);
  return sorted;
}

const BRANCH = /^refs\/heads\//;
const TAG = /^refs\/tags\//;

/** What git and its users keep for themselves in a clone, and what is no full name for the service (validation.md G4). */
const PRIVATE =
  /^refs\/(?:remotes|original|bisect|rewritten|worktree|prefetch|replace|notes)\/|^refs\/[^/]*$/;

function kindOf(name: string, { head, names, folder }: LocalRefs): string {
  if (name === head) return `the branch that is checked out in ${folder}`;
  const kind = BRANCH.test(name) ? 'a branch' : TAG.test(name) ? 'a tag' : 'a ref';
  const known = lastSets.get(names) ?? new Set(names);
  lastSets.set(names, known);
  return known.has(name) ? `${kind} in ${folder}` : `${kind}, as fetched to ${folder}`;
}

const lastSets = new WeakMap<readonly string[], ReadonlySet<string>>();

function patternTexts(names: readonly string[], before: string): readonly TextOffer[] {
  // Of a name, nothing is escaped.
  const letters = before.slice(PREFIX.length).replaceAll('\\', '');
  const made = new Map(
    refPatterns(names).map(({ pattern, count }) => [PREFIX + pattern, count] as const),
  );
  return [
    ...fitting([...made.keys()], before).map((text): TextOffer => {
      const count = plural(made.get(text) ?? 0, 'ref');
      return { text, detail: `matches ${count} by now` };
    }),
    ...fitting(names, letters).map((name): TextOffer => {
      return { text: PREFIX + quotedMeta(name), detail: 'matches this ref alone' };
    }),
  ];
}

/** A cursor in one of the alternatives of a group: `regexp:refs/heads/(a|b)`. */
interface Choice {
  /** What stands before the group: the beginning of the names. */
  readonly prefix: string;
  /** The alternative, as far as the cursor, as written. */
  readonly current: string;
  readonly others: ReadonlySet<string>;
  /** Offsets of the alternative into the value as written. */
  readonly from: number;
  readonly to: number;
}

function choiceAt({ before, after }: Around): Choice | undefined {
  const {
    literal,
    first = '',
    current,
  } = /^regexp:(?<literal>(?:[^\\.+*?()|[\]{}^$]|\\\\[^\w\s])*)\((?:\?:)?(?<first>(?:[^()]*\|)?)(?<current>[^()|]*)$/.exec(
    before,
  )?.groups ?? {};
  if (literal === undefined || current === undefined) return undefined;
  const [rest = '', behind = ''] = /^([^()|]*)([^()]*)/.exec(after)?.slice(1) ?? [];
  const from = before.length - current.length;
  return {
    prefix: literal.replaceAll(/\\\\(.)/g, '$1'),
    current,
    others: new Set([...first.split('|'), ...behind.split('|')].map(asRead)),
    from,
    to: before.length + rest.length,
  };
}

/** A backslash is written as two in a string of the text format. */
function asRead(written: string): string {
  return written.replaceAll('\\\\', '\\');
}

function alternatives(
  names: readonly string[],
  { prefix, current, others, from, to }: Choice,
): readonly TextOffer[] {
  const rests = names
    .filter((name) => name.startsWith(prefix) && name.length > prefix.length)
    .map((name) => quotedMeta(name.slice(prefix.length)))
    .filter((text) => !others.has(text));
  return fitting(rests, current).map((text) => ({ text, detail: `of ${prefix}`, from, to }));
}
