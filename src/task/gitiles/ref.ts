// The rules for entries of `refs` (validation.md 3.6.3, G4 and X1–X4).

import { quotedValue } from '../../golang/quoted-value.ts';
import { shifted } from '../../text/span.ts';
import type { ValidationContext } from '../validation-context.ts';
import { impliedAnchors } from './implied-anchors.ts';
import type { CompilePattern } from './pattern-compiler.ts';

/** Entries with this prefix are regular expressions for the full names of refs. */
const REGEXP_PREFIX = 'regexp:';

/**
 * Reports what is wrong with one entry.
 * @param field where the entry stands in the task
 */
export function validateRef(
  ctx: ValidationContext,
  ref: string,
  field: readonly (string | number)[],
  compile: CompilePattern,
): void {
  if (ref.startsWith(REGEXP_PREFIX)) {
    ctx.enter(ref);
    checkRegexp(ctx, ref.slice(REGEXP_PREFIX.length), field, compile);
    ctx.exit();
    return;
  }
  if (!ref.startsWith('refs/')) {
    ctx.error(
      'ref-bad-prefix',
      `${quotedValue(ref)} is not the full name of a ref. Begin it with "refs/", as in "refs/heads/main", or with "${REGEXP_PREFIX}".`,
      field,
    );
  }
  if (countSlashes(ref) < 2) {
    ctx.error(
      'ref-too-few-slashes',
      `${quotedValue(ref)} is not the full name of a ref: it has fewer than two slashes. Write it like "refs/heads/main".`,
      field,
    );
  }
}

/** X1–X4. The first two stop. */
function checkRegexp(
  ctx: ValidationContext,
  pattern: string,
  field: readonly (string | number)[],
  compile: CompilePattern,
): void {
  const anchors = impliedAnchors(pattern);
  if (anchors) {
    ctx.error('ref-regexp-anchored', anchors.message, {
      field,
      span: shifted(anchors.span, REGEXP_PREFIX.length),
    });
    return;
  }
  const compiled = compile(pattern);
  const whole = { start: REGEXP_PREFIX.length, end: REGEXP_PREFIX.length + pattern.length };
  if (!compiled.ok) {
    ctx.error(
      'ref-regexp-invalid',
      `${quotedValue(pattern)} is not a regular expression: ${compiled.reason}.`,
      { field, span: shifted(compiled.span, REGEXP_PREFIX.length) },
    );
    return;
  }
  const { text } = compiled.regexp.literalPrefix;
  const begins = pattern.startsWith(REGEXP_PREFIX)
    ? `the prefix ${quotedValue(REGEXP_PREFIX)} stands there twice: remove one of the two`
    : text === ''
      ? 'it begins with no literal text'
      : `it begins with ${quotedValue(text)}`;
  if (countSlashes(text) < 2) {
    ctx.error(
      'ref-regexp-prefix-too-short',
      `The pattern must begin with literal text that has two slashes, such as "refs/heads/"; ${begins}.`,
      { field, span: whole },
    );
  }
  if (!text.startsWith('refs/')) {
    ctx.error(
      'ref-regexp-prefix-not-refs',
      `The pattern must begin with the literal text "refs/"; ${begins}.`,
      { field, span: whole },
    );
  }
}

function countSlashes(text: string): number {
  return text.split('/').length - 1;
}
