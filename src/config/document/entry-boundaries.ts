// Boundaries between the parts of a config that are parsed, bound and checked each by itself.

import { blockCommentsIn } from '../../textproto/mending/block-comments.ts';

/**
 * Names of fields of ProjectConfig that no message below it has, so that at the start of a line such a word
 * begins a new top-level entry in every config the service accepts. In one it rejects, it ends an entry whose
 * brace was not closed: what the author meant, by all likelihood.
 */
const ENTRY_KEYWORD = /(?:job|trigger)(?![A-Za-z0-9\-+._])/y;

/**
 * Offsets at which parts of `text` start, ascending; the first is 0. Every other one follows a line feed,
 * so that lines and columns within a part are those of the document, up to a constant number of lines.
 * @param text begins outside of block comments
 */
export function entryBoundaries(text: string): number[] {
  const starts = [0];
  const { closed } = blockCommentsIn(text);
  let next = 0;
  for (let lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', lf + 1)) {
    if (!startsEntry(text, lf + 1) || isHidden(text, lf)) continue;
    let comment = closed[next];
    while (comment && comment.end <= lf) comment = closed[++next];
    // What somebody has commented out, with marks that are none here, is one mistake.
    if (!comment || lf < comment.start) starts.push(lf + 1);
  }
  return starts;
}

const LETTER_J = 106;
const LETTER_T = 116;

/** True if an entry keyword stands at `offset`, taken as the start of a line. */
export function startsEntry(text: string, offset: number): boolean {
  const c = text.charCodeAt(offset);
  if (c !== LETTER_J && c !== LETTER_T) return false;
  ENTRY_KEYWORD.lastIndex = offset;
  return ENTRY_KEYWORD.test(text);
}

/** True if a part may end after `text`, so that what follows is at the start of a line. */
export function endsLine(text: string): boolean {
  return text.endsWith('\n') && !isHidden(text, text.length - 1);
}

/** A backslash before the line feed: in a string it would hide the line's end (textformat.md T5). */
function isHidden(text: string, lf: number): boolean {
  return text.charCodeAt(lf - 1) === 92;
}
