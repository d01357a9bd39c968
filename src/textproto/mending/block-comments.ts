// Block comments of other languages, `/* … */` and `<!-- … -->`: the text format has none, and users write them all the same.

import type { Span } from '../../text/span.ts';

/** Nobody comments out more by one mistake, in UTF-16 units with the marks. */
export const MAX_BLOCK_COMMENT = 20_000;

const CLOSERS: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->' };

export interface BlockComments {
  /** Those that end, with their marks; in order, none in another. */
  readonly closed: readonly Span[];
  /** Offset of the last one that does not end in the text but may do so in what follows; -1 if there is none. */
  readonly open: number;
}

const NONE: BlockComments = { closed: [], open: -1 };

/** The comments of a text that begins outside of any. Takes time linear in it. */
export function blockCommentsIn(text: string): BlockComments {
  if (!text.includes('/*') && !text.includes('<!--')) return NONE;
  const closed: Span[] = [];
  let open = -1;
  const nextCloser: Record<string, number> = { '*/': 0, '-->': 0 };
  let behind = 0;
  for (const { 0: opener, index: start } of text.matchAll(/\/\*|<!--/g)) {
    if (start < behind || !beginsComment(text, start)) continue;
    const closer = CLOSERS[opener] ?? '';
    const inside = start + opener.length;
    let at = nextCloser[closer] ?? -1;
    if (at >= 0 && at < inside) {
      at = text.indexOf(closer, inside);
      nextCloser[closer] = at;
    }
    const end = at + closer.length;
    if (at >= 0 && end - start <= MAX_BLOCK_COMMENT) {
      closed.push({ start, end });
      behind = end;
    } else if (text.length - start < MAX_BLOCK_COMMENT) {
      open = start;
    }
  }
  return { closed, open };
}

/** True if some comment may end in the text. */
export function mayEndBlockComment(text: string): boolean {
  return text.includes('*/') || text.includes('-->');
}

/** Further to the right in a line than this, nobody looks whether a comment begins. */
const MAX_INDENT = 200;

/** Not in what may be a string, such as a pattern of files, nor in a comment of another kind. */
function beginsComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_INDENT), at);
  const lf = before.lastIndexOf('\n');
  if (lf < 0 && at > MAX_INDENT) return false;
  return !/["'#]|\/\//.test(before.slice(lf + 1));
}
