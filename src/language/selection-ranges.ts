// Selection ranges: what grows around a cursor, from a word to the whole file.

import { lineStarts, positionAt } from '../text/lines.ts';
import type { Position, Range } from '../text/range.ts';
import { comparePositions } from '../text/range.ts';
import type { Span } from '../text/span.ts';
import { parseTextproto } from '../textproto/parser.ts';
import type { FieldNode, ValueNode } from '../textproto/tree.ts';
import type { ConfigDocument } from './config-document.ts';

/** From the inside; each contains the one before and is larger. The last is the whole file. */
export function selectionRanges(document: ConfigDocument, position: Position): readonly Range[] {
  const { part, line, offset } = document.partAt(position);
  const spans: Span[] = [];
  const at = { text: part.text, offset, spans };
  for (const field of parseTextproto(part).fields) if (contains(field, offset)) addField(field, at);
  spans.sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  // What is missing in a broken text may reach further than what holds it.
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (!last || (span.start <= last.start && last.end <= span.end && !isSame(span, last))) {
      kept.push(span);
    }
  }
  const ranges = kept.map((span) => part.range(span, line));
  const whole = wholeOf(document);
  const last = ranges.at(-1);
  if (!last || !isSameRange(last, whole)) ranges.push(whole);
  return ranges;
}

interface At {
  readonly text: string;
  readonly offset: number;
  readonly spans: Span[];
}

function addField(field: FieldNode, at: At): void {
  const { name, value } = field;
  const bare = { start: field.start, end: Math.max(value.end, name.end) };
  if (contains(bare, at.offset)) at.spans.push(bare);
  if (field.separator >= 0) at.spans.push({ start: field.start, end: field.separator + 1 });
  if (contains(name, at.offset)) at.spans.push(name);
  addValue(value, at);
}

function addValue(value: ValueNode, at: At): void {
  if (!contains(value, at.offset) || value.kind === 'missing') return;
  at.spans.push(value);
  switch (value.kind) {
    case 'string':
      for (const piece of value.pieces) if (contains(piece, at.offset)) addPiece(piece, at);
      break;
    case 'message':
      if (value.open >= 0 && value.close >= 0) addInside(value.open, value.close, at);
      for (const field of value.fields) if (contains(field, at.offset)) addField(field, at);
      break;
    case 'list':
      if (value.close >= 0) addInside(value.open, value.close, at);
      for (const item of value.items) addValue(item, at);
      break;
  }
}

/** What is between the marks, without the white space there. */
function addInside(open: number, close: number, { text, offset, spans }: At): void {
  const inside = text.slice(open + 1, close);
  const start = open + 1 + (/^\s*/.exec(inside)?.[0].length ?? 0);
  const span = { start, end: open + 1 + inside.trimEnd().length };
  if (span.start < span.end && contains(span, offset)) spans.push(span);
}

/** The quoted text, and the word in it. */
function addPiece({ start, end }: Span, { text, offset, spans }: At): void {
  spans.push({ start, end });
  const inner = { start: start + 1, end: end - 1 };
  if (!contains(inner, offset) || inner.end <= inner.start) return;
  spans.push(inner);
  let from = offset;
  while (from > inner.start && isWord(text, from - 1)) from--;
  let to = offset;
  while (to < inner.end && isWord(text, to)) to++;
  if (to > from) spans.push({ start: from, end: to });
}

function isWord(text: string, at: number): boolean {
  return /[\w-]/.test(text.charAt(at));
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function isSameRange(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.start) === 0 && comparePositions(a.end, b.end) === 0;
}

function wholeOf(document: ConfigDocument): Range {
  const last = document.parts().at(-1);
  const start = { line: 0, character: 0 };
  if (!last) return { start, end: start };
  const { text } = last.part;
  return { start, end: positionAt(lineStarts(text), text.length, last.line) };
}
