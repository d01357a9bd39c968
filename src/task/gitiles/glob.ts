// Globs, which are often written where a regular expression is expected.

import { compileRegexp } from '../../golang/regexp/regexp.ts';

/** The regular expression for what a glob stands for, as a shell reads it; `**` and a `*` behind the last slash take all. */
export function regexpOfGlob(glob: string): string {
  const text = glob.replace(/^\*(?=\.[^/]+$)/, '**');
  return text.replace(TOKEN, (token, offset: number) => {
    const isLast = offset + token.length === text.length;
    if (token === '**/') return '(.+/)?';
    if (token === '**' || (token === '*' && isLast && text[offset - 1] === '/')) return '.+';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{')) return `(${alternatives(token)})`;
    return token.length > 1 ? token : `\\${token}`;
  });
}

/** Sets stay as they are; what means something in a regular expression alone is escaped. */
const TOKEN = /\*\*\/|\*\*|\*|\?|\{[^{}]*,[^{}]*\}|\[[^\]]+\]|[.+^$()|\\{}[\]]/g;

function alternatives(braces: string): string {
  return braces.slice(1, -1).replaceAll('.', '\\.').replaceAll(',', '|');
}

/** The regular expression for a pattern that Go refuses, if it was meant as a glob. */
export function regexpIfGlob(pattern: string): string | undefined {
  if (!/\*\*|(?:^|\/)[*?]/.test(pattern)) return undefined;
  const regexp = regexpOfGlob(pattern);
  return compileRegexp(regexp).ok ? regexp : undefined;
}
