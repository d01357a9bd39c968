// Lints about a buildbucket task: properties that were meant to be JSON.

import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { LintReport } from '../lint-report.ts';

export function lintBuildbucketTask({ properties }: BuildbucketTask, report: LintReport): void {
  for (const [index, property] of properties.entries()) {
    const start = property.indexOf(':') + 1;
    const value = property.slice(start);
    if (start === 0 || !looksLikeJson(value) || isJson(value)) continue;
    report.lint(
      'lint-property-json',
      'This value looks like JSON but does not parse: the build will get it as plain text.',
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
