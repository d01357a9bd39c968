// What a ref, or a regular expression for refs or paths, matches.

import { compileRegexp } from '../../golang/regexp/regexp.ts';
import { codeSpan } from '../markdown.ts';

const PREFIX = 'regexp:';

/** Markdown; undefined for a pattern that is not valid. @param ref an entry of `refs` */
export function refHover(ref: string): string | undefined {
  if (!ref.startsWith(PREFIX)) return `The ref ${codeSpan(ref)}, and no other.`;
  return patternHover(ref.slice(PREFIX.length), 'refs whose full name');
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
