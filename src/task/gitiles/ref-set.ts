// The refs that a poller watches (managers.md 4.2), with the quirks of how the service joins patterns.

import { quotedValue } from '../../golang/quoted-value.ts';
import { compileRegexp, type GoRegexp } from '../../golang/regexp/regexp.ts';
import { TaskError } from '../task-error.ts';

const PATTERN = 'regexp:';

/** What is watched below one prefix. */
interface Watched {
  readonly exact: Set<string>;
  readonly patterns: string[];
  /** The patterns joined, if there are any. */
  joined?: GoRegexp;
}

/** Which of the configured refs no ref of the repository answers to. */
export type MissingRef =
  | { readonly kind: 'exact'; readonly ref: string }
  | { readonly kind: 'pattern'; readonly pattern: string };

export class RefSet {
  readonly #byPrefix = new Map<string, Watched>();

  /**
   * @param refs of a valid task, or those that a poller has kept
   * @throws a fatal TaskError if the patterns cannot be joined (validation.md E12)
   */
  constructor(refs: readonly string[]) {
    for (const ref of refs) this.#add(ref);
    for (const watched of this.#byPrefix.values()) {
      if (watched.patterns.length > 0) watched.joined = compiled(joinedPattern(watched.patterns));
    }
  }

  #add(ref: string): void {
    if (!ref.startsWith(PATTERN)) {
      this.#below(prefixOf(ref)).exact.add(ref);
      return;
    }
    const pattern = ref.slice(PATTERN.length);
    const { text, complete } = compiled(pattern).literalPrefix;
    const watched = this.#below(prefixOf(text));
    if (complete) watched.exact.add(text);
    else watched.patterns.push(pattern);
  }

  #below(prefix: string): Watched {
    const known = this.#byPrefix.get(prefix);
    if (known) return known;
    const watched = { exact: new Set<string>(), patterns: [] };
    this.#byPrefix.set(prefix, watched);
    return watched;
  }

  /** Without the slash at their ends, each once: all refs that are watched are below one of them. */
  prefixes(): readonly string[] {
    return [...this.#byPrefix.keys()];
  }

  /** @param ref its full name */
  has(ref: string): boolean {
    for (const [prefix, { exact, joined }] of this.#byPrefix) {
      if (!ref.startsWith(`${prefix}/`)) continue;
      if (exact.has(ref) || joined?.matches(ref)) return true;
    }
    return false;
  }

  /**
   * What is configured and not there. Here each pattern stands for itself, between anchors but without a group, so that
   * one with a top-level `|` is found more easily than it is watched.
   * @param names of the refs that are there and that the set has
   */
  missing(names: Iterable<string>): readonly MissingRef[] {
    const there = new Set(names);
    const missing: MissingRef[] = [];
    for (const { exact, patterns } of this.#byPrefix.values()) {
      for (const ref of exact) if (!there.has(ref)) missing.push({ kind: 'exact', ref });
      for (const pattern of patterns) {
        const regexp = compiled(`^${pattern}$`);
        if (![...there].some((ref) => regexp.matches(ref)))
          missing.push({ kind: 'pattern', pattern });
      }
    }
    return missing;
  }
}

/** One group for each; only the first one is anchored at its start, and only the last one at its end. */
function joinedPattern(patterns: readonly string[]): string {
  return `^(${patterns.join(')|(')})$`;
}

function compiled(pattern: string): GoRegexp {
  const result = compileRegexp(pattern);
  if (result.ok) return result.regexp;
  throw new TaskError(
    'fatal',
    `The patterns in \`refs\` cannot be used together: ${quotedValue(pattern)} is not a regular expression, for ${result.reason}. Add \\E where a \\Q is not closed.`,
  );
}

/** The part before the last slash. */
function prefixOf(ref: string): string {
  return ref.slice(0, Math.max(0, ref.lastIndexOf('/')));
}
