// Runs of top-level fields that can be laid out, in a text of which the rest is left as it is.

import type { Span } from '../../text/span.ts';
import type { FieldNode, TextError } from '../tree.ts';
import { type Flaw, FlawFinder, isFlaw } from './flaws.ts';
import { firstOutsideGap, LineEnds } from './gap.ts';
import { frozenLines } from './switched-off.ts';

export interface Run {
  readonly fields: readonly FieldNode[];
  /** Whole lines, in which nothing else stands but comments. */
  readonly span: Span;
}

interface Runs {
  readonly runs: readonly Run[];
  /** What is left as it is, and why. */
  readonly left: readonly Flaw[];
}

/** A field, or what stands between two of them and is neither blank nor a comment. */
interface Atom extends Span {
  readonly field: FieldNode | undefined;
  readonly flaw: Flaw | undefined;
}

/**
 * @param fields of the root message
 * @param errors of the text
 */
export function runsOf(
  text: string,
  fields: readonly FieldNode[],
  errors: readonly TextError[],
): Runs {
  // A byte order mark is passed through (format.md R45).
  const begin = text.startsWith('\ufeff') ? 1 : 0;
  const flaws = errors.filter((error) => isFlaw(error, text) && error.start >= begin);
  const runs: Run[] = [];
  const left: Flaw[] = [];
  let run: FieldNode[] = [];
  let start = begin;
  const atoms = atomsOf(text, fields, flaws, begin);
  const endRun = (end: number) => {
    // Comments alone have a layout, too. A mark that is a mistake where it stands must not come to begin the file.
    const isBeforeMark =
      left.length === 0 && text[end] === '\ufeff' && text.slice(0, end).trim() === '';
    if (start < end && !isBeforeMark) runs.push({ fields: run, span: { start, end } });
    run = [];
  };
  for (const { atoms: group, end } of groupsByLine(text, atoms)) {
    const flaw = group.find((atom) => atom.flaw)?.flaw;
    if (!flaw) {
      for (const { field } of group) if (field) run.push(field);
      continue;
    }
    endRun(lineStart(text, group[0]?.start ?? 0));
    left.push(flaw);
    start = lineEnd(text, end);
  }
  endRun(text.length);
  return { runs, left };
}

function atomsOf(
  text: string,
  fields: readonly FieldNode[],
  errors: readonly Flaw[],
  begin: number,
): readonly Atom[] {
  const atoms: Atom[] = [];
  const flaws = new FlawFinder(text);
  const told = errorsByField(text, fields, errors);
  let from = begin;
  const between = (to: number) => {
    const start = firstOutsideGap(text, from, to);
    if (start >= to) return;
    const flaw = errors.find((error) => from <= error.start && error.start < to);
    const message = flaw?.message ?? 'This is no field.';
    const end = start + text.slice(start, to).trimEnd().length;
    atoms.push({ start, end, field: undefined, flaw: { start, end: start + 1, message } });
  };
  for (const [i, field] of fields.entries()) {
    between(field.start);
    const flaw = told.get(i) ?? flaws.ofField(field);
    atoms.push({ start: field.start, end: field.end, field, flaw });
    from = field.end;
  }
  between(text.length);
  return atoms;
}

/** The first error of each field that has one. */
function errorsByField(
  text: string,
  fields: readonly FieldNode[],
  errors: readonly (Flaw & Partial<Pick<TextError, 'raisedAt'>>)[],
): ReadonlyMap<number, Flaw> {
  const told = new Map<number, Flaw>();
  for (const { start, end, message, raisedAt = start } of errors) {
    for (const offset of [start, Math.max(start, end - 1), raisedAt]) {
      const i = lastStartingBy(fields, offset);
      if (told.has(i)) continue;
      const from = fields[i]?.end ?? 0;
      const to = fields[i + 1]?.start ?? text.length;
      // What stands between fields is to blame itself.
      const isBetween = offset >= from && firstOutsideGap(text, from, to) < to;
      if (!isBetween) told.set(i, { start, end, message });
    }
  }
  return told;
}

/** Index of the last field that starts at `offset` or before, by halving; -1 if none does. */
function lastStartingBy(fields: readonly FieldNode[], offset: number): number {
  let low = -1;
  let high = fields.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((fields[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Group {
  readonly atoms: Atom[];
  /** What is left together ends here. */
  end: number;
}

/**
 * Those that share a line are laid out together, or left together. So is a field with a separator, which would be lost,
 * before one that is left: without it, what comes next might become a part of its value. With a field that is left goes the
 * range that is switched off in it, though this does not end there.
 */
function groupsByLine(text: string, atoms: readonly Atom[]): readonly Group[] {
  const groups: Group[] = [];
  const lineEnds = new LineEnds(text, false);
  const ranges = frozenLines(text);
  let next = 0;
  let end = -1;
  for (const atom of atoms) {
    const last = groups.at(-1);
    const before = last?.atoms.at(-1)?.field;
    const needsSeparator = atom.flaw !== undefined && before !== undefined && before.separator >= 0;
    const isInRange = last !== undefined && atom.start < last.end;
    const isOneLine = lineEnds.isOneLine(end, atom.start);
    const group = last && (needsSeparator || isInRange || isOneLine) ? last : { atoms: [], end };
    if (group !== last) groups.push(group);
    group.atoms.push(atom);
    group.end = Math.max(group.end, atom.end);
    for (let range = ranges[next]; range && range.start < atom.end; range = ranges[++next]) {
      if (atom.flaw && range.start >= atom.start) group.end = Math.max(group.end, range.end);
    }
    end = atom.end;
  }
  return groups;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Start of the next line. */
function lineEnd(text: string, offset: number): number {
  const lf = text.indexOf('\n', offset);
  return lf < 0 ? text.length : lf + 1;
}
