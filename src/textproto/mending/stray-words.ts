// Words that do not belong where they are, and names of fields in quotes.

import { blank, type Explanation } from './mend.ts';
import { startOfLine, type Trouble } from './trouble.ts';

/** Something that could be a field's name is none: it is not there. */
export function explainStrayWord({ text, error }: Trouble): readonly Explanation[] {
  const { start, end } = error;
  if (error.code !== 'textproto-unknown-field' || !/^[\w.+-]+$/.test(text.slice(start, end))) {
    return [];
  }
  return [{ start, end, mends: [blank(text, error)] }];
}

/** `"id": "a"`: behind a field that is text, the service takes it for more of that text. */
export function explainQuotedName({ text, error, isField }: Trouble): readonly Explanation[] {
  const from = startOfLine(text, error.start);
  const found = /(["'])([A-Za-z_]\w*)\1[ \t]*$/.exec(text.slice(from, error.start));
  const name = found?.[2];
  if (!found || name === undefined || !isField(name)) return [];
  const start = from + found.index;
  const end = start + name.length + 2;
  const message = 'A field name is written without quotes: remove them.';
  const mends = [start, end - 1].map((at) => blank(text, { start: at, end: at + 1 }));
  return [{ start, end, message, mends, better: true }];
}
