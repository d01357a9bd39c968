// Fixes of names that no field has, and of names in brackets.

import { nameMeant } from '../../text/closest-name.ts';
import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { writtenDuration } from '../../text/written-duration.ts';
import { fieldsMeant } from '../message/unknown-field.ts';
import { fixDurationContent, inUnitOf } from './duration-fixes.ts';
import { removeField, replaceText } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixFamily, placeOf } from './fix-request.ts';

/** Another name, or no such field where it was taken out of the schema. */
export const fixUnknownField: FixFamily = ({ part, source, span, options }) => {
  const { text } = source;
  const name = source.slice(span);
  if (/^[/;,:.]$/.test(name) && /^\s*[A-Za-z_]/.test(text.slice(span.end, span.end + 10)))
    return [{ title: `Remove ${code(name)}`, edits: [{ ...span, newText: '' }] }];
  if (!/^["']?[\w.+ -]+["']?$/.test(name)) return [];
  const ofNumber = restOfNumber(text, span);
  if (ofNumber) return [ofNumber];
  const place = placeOf(part.root, span);
  const duration = fixDurationContent(text, place?.value);
  if (duration) return [duration];
  const around = place?.value?.message ?? part.root;
  const meant = fieldsMeant(name.replace(/["']/g, ''), around.type, options.registry.projectConfig);
  const renamed = meant.names.map((other) => ({
    title: `Change ${code(name)} to ${code(other)}`,
    edits: [replaceText(text, span, other)],
  }));
  return meant.isGone ? [removedField(text, name, span)] : renamed;
};

function removedField(
  text: string,
  name: string,
  { start, end }: { start: number; end: number },
): FixCandidate {
  const value =
    /^\s*:?\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.+-]+|\{[^{}]*\}|\[[^[\]]*\])/.exec(
      text.slice(end, end + MAX_VALUE),
    );
  return {
    title: `Remove ${code(name)}`,
    edits: [removeField(text, { start, end: end + (value?.[0].length ?? 0) })],
  };
}

/** Longer values of fields that are gone are left to people. */
const MAX_VALUE = 4000;

/** `[id]: "a"`: the brackets are gone. */
export const fixExtension: FixFamily = ({ source, span }) => {
  const inner = /^\[\s*([A-Za-z_]\w*)\s*\]/.exec(source.text.slice(span.start, span.start + 200));
  const [whole = '', name = ''] = inner ?? [];
  if (name === '') return [];
  const edits = [{ start: span.start, end: span.start + whole.length, newText: name }];
  return [{ title: `Change ${code(whole)} to ${code(name)}`, edits }];
};

/** A value of an enum that it has. */
export const fixEnum: FixFamily = ({ place, source, span }) => {
  const type = place?.field.type.type;
  if (type?.kind !== 'enum') return [];
  const found = source.slice(span);
  const word = found.replace(/^["']|["']$/g, '');
  const names = type.enum.values.map(({ name }) => name);
  const upper = word.toUpperCase().replace(/[\s-]+/g, '_');
  const meant = names.includes(upper) ? upper : nameMeant(upper, names);
  if (meant === undefined) return [];
  return [
    {
      title: `Change ${code(found)} to ${code(meant)}`,
      edits: [replaceText(source.text, span, meant)],
    },
  ];
};

/** `1,000` or `30 s`, where a number is no more than its digits. */
function restOfNumber(text: string, { start, end }: Span): FixCandidate | undefined {
  const rest = text.slice(start, end);
  const before = /([a-z_]*)\s*:\s*([0-9]+)([,\s]*)$/.exec(
    text.slice(Math.max(0, start - 100), start),
  );
  if (!before) return undefined;
  const [, field = '', count = '', gap = ''] = before;
  const from = start - gap.length;
  if (gap === ',' && /^[0-9]{3}$/.test(rest)) {
    return { title: 'Remove the comma', edits: [{ start: from, end: start, newText: '' }] };
  }
  const meant = inUnitOf(field, writtenDuration(`${count} ${rest}`));
  if (meant === undefined) return undefined;
  if (meant === count) {
    return { title: `Remove ${code(rest)}`, edits: [{ start: from, end, newText: '' }] };
  }
  return {
    title: `Change ${code(`${count} ${rest}`)} to ${code(meant)}`,
    edits: [{ start: from - count.length, end, newText: meant }],
  };
}
