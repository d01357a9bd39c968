// Fixes of colons, commas and brackets of lists.

import { code } from '../../text/wording.ts';
import { removeField, removeValue } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixFamily, placeOf } from './fix-request.ts';

/** `:` behind the name. */
export const fixMissingColon: FixFamily = ({ source, span }) => {
  const { text } = source;
  // Behind the last name before what stands there in place of a colon.
  const name = /[A-Za-z_][\w.-]*(?=(?:\s|#[^\n]*\n)*$)/.exec(
    text.slice(Math.max(0, span.start - MAX_GAP), span.start),
  );
  if (!name) return [];
  const at = Math.max(0, span.start - MAX_GAP) + name.index + name[0].length;
  const mark = source.slice(span);
  const isMark = /^[=/,;|-]$/.test(mark);
  return [
    { title: 'Add `:`', edits: [{ start: at, end: at, newText: ':' }] },
    ...(isMark
      ? [
          {
            title: `Change ${code(mark)} to \`:\``,
            edits: [{ start: at, end: span.end, newText: ':' }],
          },
        ]
      : []),
  ];
};

/** Nobody writes more between a name and its value. */
const MAX_GAP = 400;

/** `,` behind the item before. */
export const fixMissingComma: FixFamily = ({ part, source, span }) => {
  const list = placeOf(part.root, span)?.field.node.value;
  const items = list?.kind === 'list' ? list.items : [];
  const before = items.findLast(({ end }) => end <= span.start);
  const end = before?.end ?? source.text.slice(0, span.start).trimEnd().length;
  return [{ title: 'Add `,`', edits: [{ start: end, end, newText: ',' }] }];
};

/** Another separator, or the closing bracket behind the last item. */
export const fixListSeparator: FixFamily = ({ source, span }) => {
  const { text } = source;
  const found = source.slice(span);
  if (found === ';') return [{ title: 'Change `;` to `,`', edits: [{ ...span, newText: ',' }] }];
  if (found !== '[') {
    const before = withoutComments(text.slice(0, span.start)).trimEnd().length;
    return bracketAt([before, span.start]);
  }
  const line = text.indexOf('\n', span.start);
  const end = text.trimEnd().length;
  const ends = line < 0 ? [end] : [text.slice(0, line).trimEnd().length, end];
  return bracketAt(ends.flatMap((at) => [text.slice(0, at).replace(/[\s}>]+$/, '').length, at]));
};

function bracketAt(places: readonly number[]): readonly FixCandidate[] {
  return [...new Set(places)].map((at) => ({
    title: 'Add `]`',
    edits: [{ start: at, end: at, newText: ']' }],
  }));
}

/** A comment at the end of a text is not part of what is before it. */
function withoutComments(text: string): string {
  return text.replace(/(?:\s*#[^\n"']*\n\s*)+$/, '');
}

/** A field that is set twice: the one that is reported goes, or the other one if they differ. */
export const fixRepeatedField: FixFamily = ({ part, source, span }) => {
  const { text } = source;
  const name = source.slice(span);
  const place = placeOf(part.root, span) ?? undefined;
  // The second one is not bound.
  const owner = place?.value?.message ?? part.root;
  const first = owner.fields.find(({ type }) => type.name === name)?.node;
  const second = valueEnd(text, span.end);
  if (!first || second === undefined) return [];
  const repeated = { start: span.start, end: second };
  const isSame =
    plain(text.slice(first.value.start, first.value.end)) === plain(text.slice(span.end, second));
  const unsure = isSame ? {} : { unsure: true };
  return [
    { title: `Remove this ${code(name)}`, edits: [removeField(text, repeated)], ...unsure },
    ...(isSame
      ? []
      : [
          {
            title: `Remove the first ${code(name)}`,
            edits: [removeValue(text, first, first.value)],
            unsure: true,
          },
        ]),
  ];
};

/** Without what does not count. */
function plain(value: string): string {
  return value
    .replace(/^\s*:/, '')
    .replace(/[;,]\s*$/, '')
    .replace(/\s+/g, '');
}

/** The offset behind a value and its separator, which begins at `from`, with or without a colon. */
function valueEnd(text: string, from: number): number | undefined {
  const rest = text.slice(from, from + MAX_VALUE);
  const scalar =
    /^\s*:\s*(?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(?:\s*(?="|'))?)+|^\s*:\s*[\w.+-]+|^\s*:\s*\[[^[\]]*\]/.exec(
      rest,
    )?.[0];
  if (scalar !== undefined)
    return from + scalar.length + (/^[;,]/.exec(rest.slice(scalar.length))?.[0].length ?? 0);
  const open = /^\s*:?\s*([{<])/.exec(rest);
  if (!open) return undefined;
  let depth = 0;
  for (const { 0: token, index } of rest.matchAll(
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[{}<>]/g,
  )) {
    if (token === '{' || token === '<') depth++;
    if ((token === '}' || token === '>') && --depth === 0) return from + index + 1;
  }
  return undefined;
}

const MAX_VALUE = 20_000;
