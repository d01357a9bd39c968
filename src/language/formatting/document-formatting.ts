// Formatting of a whole document (spec format.md).

import type { ConfigPart } from '../../config/document/config-part.ts';
import type { PlacedPart } from '../../config/document/placed-part.ts';
import { formatEdits } from '../../textproto/format/format.ts';
import { type FormattedPart, formatPart, standAlone } from '../../textproto/format/format-part.ts';
import type { LineEnd } from '../../textproto/format/pen.ts';
import type { ConfigDocument } from '../config-document.ts';
import { perPart } from '../per-part.ts';
import { lineEndOf } from './document-line-end.ts';
import {
  type FormatAnswer,
  movedDown,
  type RangeEdit,
  type Remark,
  rangeEdits,
  remarksOn,
  told,
} from './format-answer.ts';

/**
 * The edits that give a document the layout of txtpbfmt. What is not well formed is left, with a remark. After an edit it
 * costs the parts that were touched, unless braces do not match or the file has directives.
 */
export function formatDocument(document: ConfigDocument): FormatAnswer {
  return byParts(document.parts()) ?? atOnce(document.text);
}

function atOnce(text: string): FormatAnswer {
  const formatted = formatEdits(text);
  return {
    edits: rangeEdits(text, formatted.edits, 0),
    remarks: told(remarksOn(text, formatted, 0)),
  };
}

/** Undefined if the parts have to be looked at together. */
function byParts(parts: readonly PlacedPart[]): FormatAnswer | undefined {
  const answerOf = lineEndOf(parts) === '\n' ? answerWithLf : answerWithCrlf;
  const formatted: FormattedPart[] = [];
  const edits: RangeEdit[] = [];
  const remarks: Remark[] = [];
  for (const { part, line } of parts) {
    const answer = answerOf(part);
    if (!answer) return undefined;
    formatted.push(answer.formatted);
    for (const edit of answer.edits) edits.push(movedDown(edit, line));
    for (const remark of answer.remarks) remarks.push({ ...remark, line: remark.line + line });
  }
  return standAlone(formatted) ? { edits, remarks: told(remarks) } : undefined;
}

const answerWithLf = perPart((part) => answerOf(part, '\n'));
const answerWithCrlf = perPart((part) => answerOf(part, '\r\n'));

/** With lines as if the document began with the part. */
function answerOf({ text }: ConfigPart, lineEnd: LineEnd) {
  const formatted = formatPart(text, lineEnd);
  if (!formatted) return undefined;
  const { edits, left } = formatted;
  return {
    formatted,
    edits: rangeEdits(text, edits, 0),
    remarks: remarksOn(text, { left, directives: [] }, 0),
  };
}
