// Jobs and triggers in the order of their ids.

import { Source } from '../../text/source.ts';
import { parseTextproto } from '../../textproto/parser.ts';
import { decodeString } from '../../textproto/string-literal.ts';
import type { FieldNode } from '../../textproto/tree.ts';
import { type FieldLines, linesOfFields, reordered } from './lines-of-fields.ts';

/** What is about the file, though it may stand right above a job. */
const HEADER = /copyright|licen[cs]e|auto-?generated|lint-disable-file|do not edit|-\*-/i;

/**
 * The text with its jobs by id, and its triggers by id: those that follow each other, up to something else or a comment
 * that belongs to none of them, such as the heading of a section. Each goes with its comments. The text as it is if entries
 * share lines, or if it has errors. Takes time linear in the text, but for the sorting.
 */
export function sortedById(text: string): string {
  const { fields, errors } = parseTextproto(new Source(text));
  if (errors.length > 0) return text;
  const lines = linesOfFields(text, fields, endOfHeader(text));
  const [first, last] = [lines?.[0], lines?.at(-1)];
  if (!lines || !first || !last) return text;
  const ids = new Map(fields.map((field) => [field, idOf(text, field)]));
  const compare = (a: FieldNode, b: FieldNode) => {
    const [one, other] = [ids.get(a) ?? '', ids.get(b) ?? ''];
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const sorted = reordered(
    text,
    lines.map((place, i) => ({ ...place, isAfterBarrier: startsRun(text, place, lines[i - 1]) })),
    ({ start, end }) => text.slice(start, end),
    compare,
  );
  return text.slice(0, first.start) + sorted + text.slice(last.end);
}

/** Of one kind of entry. */
function startsRun(text: string, place: FieldLines, before: FieldLines | undefined): boolean {
  if (place.isAfterBarrier || !before) return true;
  const [name, other] = [place, before].map(({ field: { name: span } }) =>
    text.slice(span.start, span.end),
  );
  return name !== other || (name !== 'job' && name !== 'trigger');
}

function idOf(text: string, { value }: FieldNode): string {
  if (value.kind !== 'message') return '';
  const id = value.fields.find(({ name }) => text.slice(name.start, name.end) === 'id')?.value;
  return id?.kind === 'string' && !id.broken ? decodeString(text, id.pieces) : '';
}

/** The comment that the file begins with stays there if that is what it is about. */
function endOfHeader(text: string): number {
  const header = /^(?:[ \t]*#[^\n]*\n)+/.exec(text)?.[0] ?? '';
  return HEADER.test(header) ? header.length : 0;
}
