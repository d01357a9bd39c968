// Formatting of a text part by part, for whoever keeps the parts: what is done to one depends on no other, as a rule.

import { Source } from '../../text/source.ts';
import { parseTextproto } from '../parser.ts';
import { type FieldNode, MAX_TEXT_ERRORS } from '../tree.ts';
import { type TextEdit, trimmed } from './edits.ts';
import type { Flaw } from './flaws.ts';
import { editsOfRuns } from './format.ts';
import { firstOutsideGap } from './gap.ts';
import type { LineEnd } from './pen.ts';
import { readStyle } from './style.ts';
import { masked } from './switched-off.ts';

/** What is to be done to a part, and what stands in the way of doing it whatever the others are. */
export interface FormattedPart {
  /** In order, without overlap. */
  readonly edits: readonly TextEdit[];
  /** What is left as it is, from top to bottom, and why. */
  readonly left: readonly Flaw[];
  /** How many errors its text has. */
  readonly errors: number;
  /** A separator follows its last field. */
  readonly endsWithSeparator: boolean;
}

const NO_DIRECTIVES = readStyle('');

/**
 * Formats a part of a text in the default style. Undefined if that cannot be done without the others: there are directives,
 * or it may not end where a top-level field does.
 * @param text whole lines that begin outside of all fields
 */
export function formatPart(text: string, lineEnd: LineEnd): FormattedPart | undefined {
  if (text.includes('txtpbfmt') || /\r(?!\n)/.test(text)) return undefined;
  const parse = parseTextproto(new Source(text));
  if (parse.imbalance) return undefined;
  const last = parse.fields.at(-1);
  const end = last ? Math.max(last.end, last.separator + 1) : 0;
  if (firstOutsideGap(text, end, text.length) < text.length) return undefined;
  const { edits, left } = editsOfRuns(masked(text), parse, {
    file: NO_DIRECTIVES,
    lineEnd,
    goesOn: false,
  });
  if (last && left.length > 0 && !endsWithBrace(last)) return undefined;
  return {
    edits: edits.flatMap((edit) => trimmed(text, edit) ?? []),
    left,
    errors: parse.errors.length,
    endsWithSeparator: last !== undefined && last.separator >= 0,
  };
}

function endsWithBrace({ value }: FieldNode): boolean {
  return value.kind === 'message' && value.open >= 0 && value.close >= 0;
}

/** True if what is to be done to the parts of a text, from top to bottom, is what is to be done to all of it. */
export function standAlone(parts: readonly FormattedPart[]): boolean {
  let errors = 0;
  let mayBeDrawnIn = false;
  for (const part of parts) {
    errors += part.errors;
    // A field stays with its separator if what follows is left.
    if (errors >= MAX_TEXT_ERRORS || (mayBeDrawnIn && part.left.length > 0)) return false;
    mayBeDrawnIn = part.endsWithSeparator;
  }
  return true;
}
