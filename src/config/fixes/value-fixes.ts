// Fixes of values of the wrong kind: quotes, brackets and braces that are missing or too many, numbers with units.

import { code } from '../../text/wording.ts';
import { writtenDuration } from '../../text/written-duration.ts';
import type { ListNode } from '../../textproto/tree.ts';
import { durationInPlaceOf, fixIntOfDuration, inUnitOf } from './duration-fixes.ts';
import { unwrapList } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import type { FixFamily, FixRequest, Place } from './fix-request.ts';

/** Text in quotes. */
export const fixBadString: FixFamily = (request) => {
  const { source, span } = request;
  const found = source.slice(span);
  if (/^[[{<,\]]/.test(found)) return fixShape(request);
  // What a colon follows is a field, and the value before it is missing.
  if (/^\s*:/.test(source.text.slice(span.end, span.end + 20))) return [];
  if (!/^[^"'{}[\]<>:]+$/.test(found)) return [];
  return [
    {
      title: `Put it in quotes: ${code(`"${found}"`)}`,
      edits: [
        { start: span.start, end: span.start, newText: '"' },
        { start: span.end, end: span.end, newText: '"' },
      ],
    },
  ];
};

export const fixBadInt: FixFamily = (request) => {
  const { source, span } = request;
  const found = source.slice(span);
  const bare = unquoted(found);
  const digits = /^[+-]?0*([1-9][0-9]*|0)(?:\.0+)?$/.exec(
    bare.replace(/(?<=[0-9])[_,](?=[0-9]{3})/g, ''),
  );
  const sign = bare.startsWith('-') ? '-' : '';
  if (digits?.[1] !== undefined) return [replaced(found, sign + digits[1], span)];
  const duration = fixIntOfDuration(request, bare);
  if (duration) return duration;
  const [, first, isFraction] = /^([+-]?[0-9]+)(?:(\.[0-9]+)|\s*[A-Za-z%]+)$/.exec(bare) ?? [];
  if (first === undefined) return fixShape(request);
  return [{ ...replaced(found, first, span), unsure: isFraction !== undefined }];
};

export const fixBadFloat: FixFamily = (request) => {
  const { source, span } = request;
  const found = source.slice(span);
  const bare = unquoted(found).replace(',', '.');
  const number = /^([+-]?[0-9]*\.?[0-9]+)(?:\s*[A-Za-z%]+)?$/.exec(bare)?.[1];
  return number === undefined ? fixShape(request) : [replaced(found, number, span)];
};

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ...['true', 'yes', 'on', 'y', 't', '1'].map((word) => [word, 'true'] as const),
  ...['false', 'no', 'off', 'n', 'f', '0'].map((word) => [word, 'false'] as const),
]);

export const fixBadBool: FixFamily = (request) => {
  const { source, span } = request;
  const found = source.slice(span);
  const meant = BOOLEANS.get(unquoted(found).toLowerCase());
  return meant === undefined ? fixShape(request) : [replaced(found, meant, span)];
};

/** A message: one in braces of what stands there, or an empty one. */
export const fixExpectedMessage: FixFamily = ({ place, source, span }) => {
  const type = place?.field.type.type;
  if (!place || type?.kind !== 'message') return [];
  const { name, value, colon } = place.field.node;
  if (/^[,\]]/.test(source.slice(span))) return surplusComma(source.text, span.start);
  const found = source.slice(value);
  const after = colon >= 0 ? colon + 1 : name.end;
  if (value.kind === 'missing') {
    return [{ title: 'Add `{}`', edits: [{ start: after, end: after, newText: ' {}' }] }];
  }
  if (value.kind !== 'word' && value.kind !== 'string') return [];
  const duration = durationInPlaceOf(type.message, source.text, value);
  if (duration) {
    const { fields, end, unsure } = duration;
    return [{ ...inBraces(fields, end), unsure }];
  }
  const inner = type.message.fields.flatMap((field) => {
    if (field.type.kind === 'enum') {
      const known = field.type.enum.byName(unquoted(found).toUpperCase());
      return known ? [`${field.name}: ${known.name}`] : [];
    }
    const whole =
      field.type.kind === 'scalar' && inUnitOf(field.name, writtenDuration(unquoted(found)));
    return whole ? [`${field.name}: ${whole}`] : [];
  });
  const [only] = inner;
  const isYes = BOOLEANS.get(unquoted(found).toLowerCase()) === 'true' || unquoted(found) === '';
  if (only === undefined && !isYes) return [];
  return [inBraces(only, value.end)];

  function inBraces(fields: string | undefined, end: number): FixCandidate {
    const by = fields === undefined ? '{}' : `{ ${fields} }`;
    const start = colon >= 0 ? colon : span.start;
    const edits = [{ start, end, newText: start === colon ? ` ${by}` : by }];
    return { title: `Change ${code(source.text.slice(value.start, end))} to ${code(by)}`, edits };
  }
};

/** One value in brackets or braces where there are to be none, or a comma with no value behind it. */
function fixShape({ place, source, span }: FixRequest): readonly FixCandidate[] {
  const { text } = source;
  if (/^[,\]]/.test(source.slice(span))) return surplusComma(text, span.start);
  const list = place && listAt(place, span.start);
  if (list && list.items.length === 1)
    return [{ title: 'Remove the brackets', edits: unwrapList(list) }];
  const found = /^\{\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.+-]+)\s*\}/.exec(
    text.slice(span.start, span.start + MAX_BRACED),
  );
  const [whole = '', inner = ''] = found ?? [];
  if (inner === '') return [];
  const edits = [{ start: span.start, end: span.start + whole.length, newText: inner }];
  return [{ title: 'Remove the braces', edits }];
}

/** `["a",, "b"]`, `["a",]`, `[, "a"]` */
function surplusComma(text: string, at: number): readonly FixCandidate[] {
  const from = text.slice(0, at).trimEnd().length - 1;
  const here = text[from] === ',' ? from : text[at] === ',' ? at : -1;
  if (here < 0) return [];
  const end =
    here === at ? at + 1 + (/^[ \t]*/.exec(text.slice(at + 1))?.[0].length ?? 0) : here + 1;
  return [{ title: 'Remove the comma', edits: [{ start: here, end, newText: '' }] }];
}

const MAX_BRACED = 4000;

function listAt({ field }: Place, start: number): ListNode | undefined {
  const { value } = field.node;
  if (value.kind !== 'list') return undefined;
  if (value.start === start) return field.type.repeated ? undefined : value;
  return value.items.find((item): item is ListNode => item.kind === 'list' && item.start === start);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2').trim();
}

function replaced(
  found: string,
  by: string,
  { start, end }: { start: number; end: number },
): FixCandidate {
  const edits = [{ start, end, newText: by }];
  return { title: `Change ${code(found)} to ${code(by)}`, edits };
}
