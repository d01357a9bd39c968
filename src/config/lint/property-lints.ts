// The lint about build properties that were meant to be JSON.

import type { ReportLint } from './entry-lints.ts';

/** @param properties `key:value` strings of a buildbucket task, to which locations are relative */
export function lintProperties(properties: readonly string[], report: ReportLint): void {
  for (const [index, property] of properties.entries()) {
    const start = property.indexOf(':') + 1;
    const value = property.slice(start);
    if (start === 0 || !looksLikeJson(value) || isJson(value)) continue;
    report(
      'lint-property-json',
      'This value looks like JSON and does not parse: the build will get it as plain text.',
      { field: ['properties', index], span: { start, end: property.length } },
    );
  }
}

/** Objects and lists; a text in quotes or a number may be just that. */
function looksLikeJson(value: string): boolean {
  return /^\s*(?:\{.*\}|\[.*\]|\{\s*"|\[\s*["{[])/s.test(value);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
