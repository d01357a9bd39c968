// The paths of files in a git repository, by what none of them has.

/** Why no path begins with `text`, for a sentence of its own without a full stop; undefined if one may. */
export function pathPrefixProblem(text: string): string | undefined {
  // Gitiles says so of a file that was not there before.
  if ('/dev/null'.startsWith(text)) return undefined;
  if (/^\.{0,2}\//.test(text)) return 'No path begins with "/", "./" or "../"';
  return middleProblem(text);
}

/** Why no path ends with `text`, as `pathPrefixProblem`. */
export function pathSuffixProblem(text: string): string | undefined {
  if (/(?:\/|\/\.|\/\.\.)$/.test(text))
    return `No path ends with "${text.slice(text.lastIndexOf('/'))}"`;
  return middleProblem(text);
}

function middleProblem(text: string): string | undefined {
  const found = /\/\/|\/\.{1,2}(?=\/)/.exec(text);
  return found ? `No path has "${found[0] === '//' ? '//' : `${found[0]}/`}" in it` : undefined;
}
