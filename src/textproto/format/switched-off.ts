// Ranges between `# txtpbfmt: off` and `# txtpbfmt: on`, which are left byte for byte (format.md 3.3).

import type { Span } from '../../text/span.ts';
import type { Block } from './block-items.ts';

/** `start` is the `#` of `off`, `end` the end of the line with `on`. */
export interface FrozenRange extends Span {
  /** Offsets of the first and the last comment or field in it. */
  readonly from: number;
  readonly last: number;
}

const MARK = /#[ \t]*txtpbfmt[ \t]*:[ \t]*(off|on)[ \t\r]*(?=\n|$)/y;

function markAt(text: string, offset: number): string | undefined {
  MARK.lastIndex = offset;
  return MARK.exec(text)?.[1];
}

const NONE: readonly FrozenRange[] = [];

/** The ranges of a block, in order. One that does not end is none; see `unclosedOff`. */
export function frozenRanges(text: string, block: Block): readonly FrozenRange[] {
  if (!hasComments(block)) return NONE;
  const ranges: FrozenRange[] = [];
  scan(text, block, (off, on) => {
    if (on) ranges.push({ start: off.start, end: on.end, from: off.start, last: on.start });
  });
  return ranges;
}

/** The first `off` of a block that no `on` of the same block follows. */
export function unclosedOff(text: string, block: Block): Span | undefined {
  let unclosed: Span | undefined;
  if (hasComments(block)) {
    scan(text, block, (off, on) => {
      if (!on) unclosed ??= off;
    });
  }
  return unclosed;
}

function hasComments({ items, tail }: Block): boolean {
  return tail.length > 0 || items.some(({ lead }) => lead.length > 0);
}

function scan(
  text: string,
  { items, tail }: Block,
  found: (off: Span, on: Span | undefined) => void,
): void {
  let off: Span | undefined;
  for (const comments of [...items.map(({ lead }) => lead), tail]) {
    for (const [i, comment] of comments.entries()) {
      const mark = markAt(text, comment.start);
      // Right below another comment it is nothing but a comment.
      const isPlain = i > 0 && !comment.blank;
      if (mark === 'off' && !off && !isPlain) {
        off = comment;
      } else if (mark === 'on' && off) {
        found(off, comment);
        off = undefined;
      }
    }
  }
  if (off) found(off, undefined);
}
