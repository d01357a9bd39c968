// What a ref, or a regular expression for refs or paths, matches.

import { compileRegexp } from '../../golang/regexp/regexp.ts';
import { plural } from '../../text/wording.ts';
import { type LocalRefs, watchedRefs } from '../local-refs.ts';
import { codeSpan } from '../markdown.ts';

const PREFIX = 'regexp:';

/** So many of the refs that a pattern matches are named. */
const MAX_NAMED = 5;

/**
 * Markdown; undefined for a pattern that is not valid.
 * @param ref an entry of `refs`
 * @param local the clone of the repository on this machine, if there is one
 * @param isLate whether it takes too long to tell what it matches there
 */
export function refHover(
  ref: string,
  local: LocalRefs | undefined,
  isLate: () => boolean,
): string | undefined {
  const isPattern = ref.startsWith(PREFIX);
  const meaning = isPattern
    ? patternHover(ref.slice(PREFIX.length), 'refs whose full name')
    : `The ref ${codeSpan(ref)}, and no other.`;
  if (meaning === undefined || !local) return meaning;
  const found = isPattern ? matchesIn(local, ref, isLate) : presenceIn(local, ref);
  return found === undefined ? meaning : `${meaning}\n\n${found}`;
}

function presenceIn({ folder, names, fetched }: LocalRefs, ref: string): string {
  const place = codeSpan(folder);
  if (names.includes(ref)) return `The repository in ${place} has it.`;
  return fetched.includes(ref)
    ? `The repository in ${place} has it as last fetched, and not under this name.`
    : `The repository in ${place} does not have it.`;
}

/** Of its own refs and, where there are more, of those that it has fetched. */
function matchesIn(
  { folder, names, fetched }: LocalRefs,
  ref: string,
  isLate: () => boolean,
): string | undefined {
  const own = watchedRefs(ref, names, isLate);
  if (!own) return undefined;
  const place = codeSpan(folder);
  const count = own.names.length;
  if (own.isPartial) {
    return count === 0
      ? `In the repository in ${place} there are too many refs to tell which ones it matches.`
      : `In the repository in ${place} it matches ${plural(count, 'ref')} or more${listed(own.names)}.`;
  }
  const counted = count === 0 ? 'none' : plural(count, 'ref');
  const first = `In the repository in ${place} it matches ${counted}${listed(own.names)}.`;
  const known = new Set(own.names);
  const others = watchedRefs(ref, fetched, isLate);
  const more = others?.names.filter((name) => !known.has(name)) ?? [];
  if (more.length === 0) return first;
  const furtherCount = `${more.length}${count === 0 ? '' : ' more'}`;
  return `${first} Of those last fetched there it matches ${furtherCount}${others?.isPartial ? ' at least' : ''}${listed(more)}.`;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const rest = names.length - MAX_NAMED;
  const named = names.slice(0, MAX_NAMED).map(codeSpan).join(', ');
  return `: ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The same for an entry of `path_regexps` or `path_regexps_exclude`. */
export function pathPatternHover(pattern: string): string | undefined {
  return patternHover(pattern, 'files whose whole path');
}

function patternHover(pattern: string, what: string): string | undefined {
  const compiled = compileRegexp(pattern);
  if (!compiled.ok || pattern === '') return undefined;
  const { text, complete } = compiled.regexp.literalPrefix;
  const matches = `Matches ${what} is matched by ${codeSpan(`^(?:${pattern})$`)}, a regular expression of RE2: \`^\` and \`$\` are implied.`;
  const begins = complete
    ? `That is ${codeSpan(text)} alone.`
    : text === ''
      ? 'They may begin with anything.'
      : `All of them begin with ${codeSpan(text)}.`;
  return `${matches}\n\n${begins}`;
}
