// Lines of other languages: prose, and comments that do not begin with `#`.

import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { isInvisible, isStrayByte } from '../characters.ts';
import { MAX_BLOCK_COMMENT } from './block-comments.ts';
import { blank, type Cure, type Explanation, type Replacement } from './mend.ts';
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

export function explainForeignComment(trouble: Trouble): readonly Explanation[] {
  const { text, error } = trouble;
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
        const cure = asComment(
          trouble,
          { start: at, end },
          span,
          span === whole ? closer : undefined,
        );
        found.push({ start: at, end, message, mends: [blank(text, span)], better: true, cure });
      }
    }
  }
  return found;
}

/** Each line of a comment of another language begins with `#`, and its own marks are gone. */
function asComment({ text, isField }: Trouble, sign: Span, span: Span, closer = ''): Cure {
  const replacements: Replacement[] = [{ ...sign, by: '#' }];
  const stop = span.end - closer.length;
  for (
    let lf = text.indexOf('\n', sign.end);
    lf >= 0 && lf < stop;
    lf = text.indexOf('\n', lf + 1)
  ) {
    const at = lf + 1 + (/^[ \t]*/.exec(text.slice(lf + 1, stop))?.[0].length ?? 0);
    if (at < stop && !/[\r\n]/.test(text.charAt(at)))
      replacements.push({ start: at, end: at, by: '# ' });
  }
  if (closer !== '') {
    const rest = restOfLine(text, span.end);
    const isLast = text.slice(rest.start, rest.end).trim() === '';
    replacements.push({ start: stop, end: span.end, by: isLast ? '' : '\n' });
  }
  // A sign in front of a field may be one too many.
  const field = /^\s?([A-Za-z_]\w*)\s*[:{<]/.exec(text.slice(sign.end, stop))?.[1];
  const mayBeField = field !== undefined && isField(field) && sign.end - sign.start === 1;
  return { title: 'Write the comment with `#`', replacements, ...(mayBeField && { unsure: true }) };
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
  const replacements = [{ start: line.start, end: line.start, by: '# ' }];
  // What is written like a field or an entry may be one, with a mistake in it: nobody wants to lose that unasked.
  const looksLikeField = /^\S{0,3}?[A-Za-z_][\w.-]*\s*[:={<[(]|[{}]/.test(shown);
  const cure: Cure = {
    title: 'Make this line a comment',
    replacements,
    ...(looksLikeField && { unsure: true }),
  };
  return [{ ...line, message, mends: [blank(text, line)], better, cure }];
}
