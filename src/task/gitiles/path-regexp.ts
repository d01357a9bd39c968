// The rules for entries of `path_regexps` and `path_regexps_exclude` (validation.md 3.6.3, Y1–Y3).

import { quotedValue } from '../../golang/quoted-value.ts';
import type { ValidationContext } from '../validation-context.ts';
import { regexpIfGlob } from './glob.ts';
import { impliedAnchors } from './implied-anchors.ts';
import type { CompilePattern } from './pattern-compiler.ts';

/**
 * Reports what is wrong with one entry; no rule stops another.
 * @param field where the entry stands in the task
 */
export function validatePathRegexp(
  ctx: ValidationContext,
  pattern: string,
  field: readonly (string | number)[],
  compile: CompilePattern,
): void {
  if (pattern === '') {
    ctx.error(
      'path-regexp-empty',
      'An empty pattern matches no path. Remove it, or write one such as "src/.+".',
      field,
    );
  }
  const anchors = impliedAnchors(pattern);
  if (anchors) ctx.error('path-regexp-anchored', anchors.message, { field, span: anchors.span });

  const compiled = compile(pattern);
  if (!compiled.ok) {
    const meant = regexpIfGlob(pattern);
    const advice = meant === undefined ? '' : ` If it is a glob, write ${quotedValue(meant)}.`;
    ctx.error(
      'path-regexp-invalid',
      `${quotedValue(pattern)} is not a regular expression: ${compiled.reason}.${advice}`,
      { field, span: compiled.span },
    );
  }
}
