// The pieces of a schedule, each with what it is: how it is coloured.

import type { Span } from '../text/span.ts';

export interface SchedulePiece extends Span {
  readonly type: 'keyword' | 'number' | 'operator' | 'enumMember';
}

const INTERVAL = /^(with) (\S+) (interval)$/;

/** From left to right; what is none of them is left out. @param schedule valid or not */
export function schedulePieces(schedule: string): readonly SchedulePiece[] {
  if (schedule === 'triggered' || schedule === 'continuously') {
    return [{ start: 0, end: schedule.length, type: 'keyword' }];
  }
  const interval = INTERVAL.exec(schedule);
  if (interval) {
    const end = schedule.length;
    return [
      { start: 0, end: 'with'.length, type: 'keyword' },
      { start: 'with '.length, end: end - ' interval'.length, type: 'number' },
      { start: end - 'interval'.length, end, type: 'keyword' },
    ];
  }
  // Words that nobody has made a schedule of yet are no names of days.
  if (!/^\s*(?:[0-9*?]|@)/.test(schedule)) return [];
  return Array.from(
    schedule.matchAll(/@\w+|[0-9]+|[A-Za-z]+|[*?/,#-]/g),
    ({ 0: piece, index }) => ({
      start: index,
      end: index + piece.length,
      type: typeOf(piece),
    }),
  );
}

function typeOf(piece: string): SchedulePiece['type'] {
  if (piece.startsWith('@')) return 'keyword';
  if (/^[0-9]/.test(piece)) return 'number';
  return /^[A-Za-z]/.test(piece) ? 'enumMember' : 'operator';
}
