// Lines of other languages: prose, and comments that do not begin with `#`.

import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { isInvisible, isStrayByte } from '../characters.ts';
import { MAX_BLOCK_COMMENT } from './block-comments.ts';
import { blank, type Explanation } from './mend.ts';
import { restOfLine, type Trouble, trimmed, trimmedLine } from './trouble.ts';

/** What begins a comment elsewhere, and what ends it if that is not the end of the line. */
const COMMENTS: readonly {
  readonly opener: RegExp;
  readonly closer?: string;
  /** Only at the start of a line: elsewhere it is more likely something else. */
  readonly onlyFirst?: true;
}[] = [
  { opener: /\/\*/y, closer: '*/' },
  { opener: /<!--/y, closer: '-->' },
  { opener: /\{-/y, closer: '-}' },
  { opener: /\(\*/y, closer: '*)' },
  { opener: /\/{2,}/y },
  { opener: /-{2,}(?![^\s])|--(?=[A-Za-z])/y },
  { opener: /[;%!']+/y, onlyFirst: true },
  { opener: /(?:REM|rem)(?=\s)/y, onlyFirst: true },
  { opener: /\*(?=[\s/]|$)/my, onlyFirst: true },
];

/** What some opener of a comment begins with. */
const FIRST = /[-/<{(;%!'*Rr]/;

export function explainForeignComment({ text, error }: Trouble): readonly Explanation[] {
  const line = trimmedLine(text, error.start);
  const found: Explanation[] = [];
  for (const at of new Set([error.start, line.start])) {
    if (!FIRST.test(text.charAt(at))) continue;
    for (const { opener, closer, onlyFirst } of COMMENTS) {
      if (onlyFirst && at !== line.start) continue;
      opener.lastIndex = at;
      const sign = opener.exec(text)?.[0];
      if (sign === undefined) continue;
      const rest = trimmed(text, restOfLine(text, at));
      const message = `A comment starts with \`#\`, not with ${code(sign)}.`;
      const end = at + sign.length;
      const whole = closer === undefined ? undefined : closed(text, at, end, closer);
      for (const span of whole ? [whole, rest] : [rest]) {
        found.push({ start: at, end, message, mends: [blank(text, span)], better: true });
      }
    }
  }
  return found;
}

function closed(text: string, start: number, from: number, closer: string): Span | undefined {
  const at = text.slice(from, start + MAX_BLOCK_COMMENT).indexOf(closer);
  return at < 0 ? undefined : { start, end: from + at + closer.length };
}

/** A line that does not look like any field. */
export function explainProse({ text, error, isField }: Trouble): readonly Explanation[] {
  // Nobody writes what does not show, or is not even text.
  const first = String.fromCodePoint(text.codePointAt(error.start) ?? 32);
  if (isStrayByte(first) || isInvisible(first)) return [];
  const line = trimmedLine(text, error.start);
  const shown = text.slice(line.start, line.end);
  const [, name = '', mark = ''] = /^([\w.+-]*)\s*([:{<[]?)/.exec(shown) ?? [];
  // What begins like a field is one, and whatever is wrong with it is closer to the point.
  if (shown === '' || (mark !== '' && (isField(name) || !/\s/.test(shown)))) return [];
  if (isField(name) && !/^\S+(?:\s+\p{L}+){2}/u.test(shown)) return [];
  const message =
    'This line is neither a field nor a comment: put `#` in front of it, or remove it.';
  const better = /^(?:[^\s:]+(?:\s+|$)){2,}/.test(shown) && mark === '';
  return [{ ...line, message, mends: [blank(text, line)], better }];
}
