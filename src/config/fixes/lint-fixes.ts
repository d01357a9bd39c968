// Fixes of lints that know no kind of task: fields that nobody reads, and comments that switch nothing off.

import { closestName } from '../../text/closest-name.ts';
import { code } from '../../text/wording.ts';
import { LINTS } from '../finding-codes.ts';
import { removeField, replaceText } from './field-edits.ts';
import type { FixFamily } from './fix-request.ts';

export const fixDeprecatedField: FixFamily = ({ place, source }) => {
  if (!place) return [];
  const { type, node } = place.field;
  return [{ title: `Remove ${code(type.name)}`, edits: [removeField(source.text, node)] }];
};

/** The code that is meant; or it is gone, and with the last one the comment. */
export const fixUnknownLint: FixFamily = ({ source, span }) => {
  const { text } = source;
  const found = source.slice(span);
  const closest = closestName(found, LINTS);
  const lineStart = text.lastIndexOf('\n', span.start) + 1;
  const eol = text.indexOf('\n', span.start);
  const lineEnd = eol < 0 ? text.length : eol;
  const comment = text.slice(lineStart, lineEnd);
  const start = lineStart + Math.max(0, comment.search(/#+\s*lint-disable/));
  const listed =
    text
      .slice(start, lineEnd)
      .replace(/^[^:]*:/, '')
      .match(/[^\s,]+/g) ?? [];
  const after = /^[\s,]+(?=\S)/.exec(text.slice(span.end, lineEnd))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/[\s,]+$/.exec(text.slice(start, span.start))?.[0].length ?? 0);
  const removal =
    listed.length < 2
      ? removeField(text, { start, end: lineEnd })
      : { start: span.start - before, end: span.end + after, newText: '' };
  return [
    ...(closest === undefined
      ? []
      : [
          {
            title: `Change ${code(found)} to ${code(closest)}`,
            edits: [replaceText(text, span, closest)],
          },
        ]),
    { title: `Remove ${code(found)}`, edits: [removal], unsure: closest !== undefined },
  ];
};
