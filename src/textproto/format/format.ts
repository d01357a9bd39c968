// Formatting of the text format as txtpbfmt does it, and lucicfg with it (spec format.md), without what that tool loses.
//
// In the order of reading: format.ts, layout.ts, block-items.ts, gap.ts, edits.ts; flaws.ts, same-content.ts and same-fields.ts for
// what keeps texts whole; style.ts, block-order.ts, switched-off.ts, string-quotes.ts and string-wrapping.ts for what files
// ask for.

import { Source } from '../../text/source.ts';
import { type Span, shifted } from '../../text/span.ts';
import { parseTextproto } from '../parser.ts';
import type { Parse } from '../tree.ts';
import { changesOrder } from './block-order.ts';
import { applyEdits, type TextEdit, trimmed } from './edits.ts';
import { type Flaw, FlawFinder } from './flaws.ts';
import { firstOutsideGap } from './gap.ts';
import { type Laid, layOut } from './layout.ts';
import type { LineEnd } from './pen.ts';
import { type Run, runsOf } from './runs.ts';
import { contentDifference } from './same-content.ts';
import { type DirectiveProblem, type FileStyle, readStyle } from './style.ts';
import { type MaskedText, misspelledMarks, readMasked } from './switched-off.ts';

export interface Formatted {
  /** In order, without overlap; each between two tokens and their nearest neighbours. */
  readonly edits: readonly TextEdit[];
  /** What is left as it is, from top to bottom, and why. */
  readonly left: readonly Flaw[];
  /** About directives that have no effect. */
  readonly directives: readonly DirectiveProblem[];
}

/** The text after `formatEdits`, and what that leaves alone. */
export function formatTextproto(text: string): Formatted & { readonly text: string } {
  const formatted = formatEdits(text);
  return { ...formatted, text: applyEdits(text, formatted.edits) };
}

/**
 * The edits that format a text. It never throws, takes linear time, and leaves alone what cannot be laid out: the
 * top-level fields that the text format does not allow, and everything if it would not be the same afterwards.
 * @param text a file, or some of its top-level fields with what is in their lines
 * @param file the style of the file, if `text` is not all of it
 * @param lineEnd that of the file
 */
export function formatEdits(
  text: string,
  file: FileStyle = readStyle(text),
  lineEnd: LineEnd = lineEndOf(text),
): Formatted {
  const directives = [...file.problems, ...misspelledMarks(text)];
  if (file.style.disable) return { edits: [], left: [], directives };
  const { edits, left } = editsOf(text, { file, lineEnd, goesOn: false });
  return { edits: edits.flatMap((edit) => trimmed(text, edit) ?? []), left, directives };
}

/** That of all its lines; of a file with both, what other tools than those of Windows expect. */
function lineEndOf(text: string): LineEnd {
  return text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text) ? '\r\n' : '\n';
}

/** From the field before the first edit to the one after the last: outside of these both texts are the same. */
function spanOfChange({ fields, span }: Run, edits: readonly TextEdit[]): Span {
  const [first, last] = [edits[0]?.start ?? 0, edits.at(-1)?.end ?? 0];
  const before = fields.findLast((field) => field.end <= first);
  const after = fields.find((field) => field.start >= last);
  return { start: before?.start ?? span.start, end: after?.start ?? span.end };
}

type Way = Pick<Laid, 'file' | 'lineEnd' | 'goesOn'>;

interface Found {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Flaw[];
}

function editsOf(source: string, way: Way): Found {
  const read = readMasked(source);
  return read.isHopeless ? editsOfPieces(read, way) : editsOfRuns(read, read.parse, way);
}

/** That of a text without an imbalance of braces. The edits are as wide as the gaps between tokens. */
export function editsOfRuns(read: MaskedText, { fields, errors }: Parse, way: Way): Found {
  const { text } = read;
  const off = new FlawFinder(text).ofMarks(fields, 0, text.length);
  if (off) return { edits: [], left: [off] };
  const { runs, left } = runsOf(text, fields, errors);
  const laid = runs.map((run) => editsOfRun(read, run, way));
  return {
    edits: laid.flatMap(({ edits }) => edits),
    left: [...left, ...laid.flatMap((found) => found.left)].sort((a, b) => a.start - b.start),
  };
}

/** No edits, and a flaw of ours, if the run would not say the same afterwards. */
function editsOfRun(read: MaskedText, run: Run, way: Way): Found {
  const edits = layOut({ ...way, ...run, ...read });
  if (edits.length === 0) return { edits, left: [] };
  const { style } = way.file;
  const { start, end } = changesOrder(style) ? run.span : spanOfChange(run, edits);
  const before = read.source.slice(start, end);
  const own = edits.map((edit) => ({ ...shifted(edit, -start), text: edit.text }));
  const difference = contentDifference(before, applyEdits(before, own), style);
  if (difference === undefined) return { edits, left: [] };
  const message = `Formatting would change ${difference}. That is a mistake of the formatter.`;
  return { edits: [], left: [{ start, end, message }] };
}

/**
 * Where braces do not match, or very much is wrong, each piece that begins with a word at the start of a line is formatted
 * by itself, if all is well in it. That makes no guess, and what is formatted once stays so.
 */
function editsOfPieces({ source, text, frozen }: MaskedText, way: Way): Found {
  const edits: TextEdit[] = [];
  const left: Flaw[] = [];
  const offsets = [...frozen];
  let next = 0;
  for (const { start, end } of piecesOf(text)) {
    const first = next;
    while ((offsets[next] ?? end) < end) next++;
    const piece = {
      source: source.slice(start, end),
      text: text.slice(start, end),
      frozen: new Set(offsets.slice(first, next).map((offset) => offset - start)),
    };
    const parse = parseTextproto(new Source(piece.text));
    const found = parse.imbalance
      ? unbalanced(parse, piece.text)
      : editsOfRuns(piece, parse, { ...way, goesOn: end < text.length });
    for (const edit of found.edits) edits.push({ ...shifted(edit, start), text: edit.text });
    for (const flaw of found.left) left.push({ ...shifted(flaw, start), message: flaw.message });
  }
  return { edits, left };
}

function unbalanced({ errors }: Parse, piece: string): Found {
  const { start, end, message } = errors[0] ?? { start: 0, end: piece.length, message: BRACES };
  return { edits: [], left: [{ start, end, message }] };
}

const BRACES = 'Its braces do not match.';

/** `^` is not of use, as it matches in a comment behind a carriage return, too. */
const LINE_OF_WORD = /(?<![^\n])[A-Za-z_]/g;

/** All of the text; comments before the first word are a part of its piece. */
function piecesOf(text: string): readonly Span[] {
  const [first = 0, ...others] = [...text.matchAll(LINE_OF_WORD)].map(({ index }) => index);
  const isOnTop = firstOutsideGap(text, text.startsWith('\ufeff') ? 1 : 0, first) >= first;
  const starts = isOnTop ? others : [first, ...others];
  return [0, ...starts].map((start, i) => ({ start, end: starts[i] ?? text.length }));
}
