// Formatting of what is selected, extended to whole fields of one block (format.md G7).

import { lineStarts, offsetAt } from '../../text/lines.ts';
import { ordered, type Position, type Range } from '../../text/range.ts';
import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { applyEdits } from '../../textproto/format/edits.ts';
import { formatEdits } from '../../textproto/format/format.ts';
import { contentDifference } from '../../textproto/format/same-content.ts';
import { type FileStyle, readStyle } from '../../textproto/format/style.ts';
import { parseTextproto } from '../../textproto/parser.ts';
import type { FieldNode } from '../../textproto/tree.ts';
import type { ConfigDocument } from '../config-document.ts';
import { lineEndOf } from './document-line-end.ts';
import { type FormatAnswer, rangeEdits, remarksOn, told } from './format-answer.ts';

/** The edits of `formatDocument` that are within the fields that `range` touches. Nothing changes its place. */
export function formatRange(document: ConfigDocument, range: Range): FormatAnswer {
  const { text, line } = document.wholeParts(range);
  const file = inPlace(fileStyle(document));
  const formatted = formatEdits(text, file, lineEndOf(document.parts()));
  const wanted = fieldsTouched(text, selected(text, ordered(range), line));
  const edits = formatted.edits.filter(
    ({ start, end }) => wanted.start <= start && end <= wanted.end,
  );
  const left = formatted.left.filter(
    ({ start, end }) => wanted.start <= end && start <= wanted.end,
  );
  const isSafe = contentDifference(text, applyEdits(text, edits), file.style) === undefined;
  return {
    edits: rangeEdits(text, isSafe ? edits : [], line),
    remarks: told(remarksOn(text, { left, directives: [] }, line)),
  };
}

/** Directives stand at the top of the document. */
export function fileStyle(document: ConfigDocument): FileStyle {
  const top: Position = { line: 0, character: 0 };
  return readStyle(document.wholeParts({ start: top, end: top }).text);
}

function inPlace({ style, problems }: FileStyle): FileStyle {
  const stays = {
    sortByName: false,
    sortByContent: false,
    sortBySubfield: [],
    removeDuplicates: false,
    shortLists: false,
    fieldOrder: new Map(),
  };
  return { style: { ...style, ...stays }, problems, headerEnd: 0 };
}

/** Whole lines. @param line of the document at which `text` starts */
function selected(text: string, { start, end }: Range, line: number): Span {
  const starts = lineStarts(text);
  const at = (position: Position) =>
    offsetAt(text, starts, { line: position.line - line, character: position.character });
  return {
    start: text.lastIndexOf('\n', at(start) - 1) + 1,
    end: lineEnd(text, at(end)),
  };
}

/** From the end of what comes before the touched fields of the innermost block to the end of the last line selected. */
function fieldsTouched(text: string, selection: Span): Span {
  let { fields } = parseTextproto(new Source(text));
  let start = 0;
  let end = text.length;
  for (;;) {
    const first = fields.findIndex((field) => field.end >= selection.start);
    const last = fields.findLastIndex((field) => field.start <= selection.end);
    const before = fields[Math.min(first < 0 ? fields.length : first, last + 1) - 1];
    if (before) start = before.end;
    const lastTouched = fields[last];
    if (last < 0 || first < 0 || !lastTouched || last < first) {
      // Nothing but comments and blanks.
      return { start, end: first >= 0 ? (fields[first]?.start ?? end) : end };
    }
    const inner = first === last ? bodyAround(lastTouched, selection) : undefined;
    if (!inner) {
      const lastLine = Math.max(lineEnd(text, lastTouched.end), selection.end);
      return { start, end: Math.min(end, lastLine) };
    }
    fields = inner.fields;
    start = inner.start;
    end = inner.end;
  }
}

function bodyAround({ value }: FieldNode, selection: Span) {
  if (value.kind !== 'message' || value.open < 0 || value.close < 0) return undefined;
  if (selection.start <= value.open || value.close < selection.end) return undefined;
  return { fields: value.fields, start: value.open + 1, end: value.close };
}

function lineEnd(text: string, offset: number): number {
  const lf = text.indexOf('\n', offset);
  return lf < 0 ? text.length : lf;
}
