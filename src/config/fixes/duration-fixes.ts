// Fixes of durations: what people write who do not know the unit of a field, or that it has two of them.

import type { MessageType } from '../../schema/schema.ts';
import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { unitNs, writtenDuration } from '../../text/written-duration.ts';
import type { BoundValue } from '../message/bound-message.ts';
import { replaceText } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixRequest, messageNode } from './fix-request.ts';

/** Nanoseconds in the unit that the field's name ends with; undefined if it says none. */
function fieldUnitNs(field: string): bigint | undefined {
  const [, unit = ''] = /(?:^|_)(sec|seconds|ms|nanos)$/.exec(field) ?? [];
  return unit === 'nanos' ? 1n : unitNs(unit);
}

/** A duration as the number that the field takes, if it is a whole one. */
export function inUnitOf(field: string, ns: bigint | undefined): string | undefined {
  const unit = fieldUnitNs(field);
  if (ns === undefined || unit === undefined || ns % unit !== 0n) return undefined;
  return `${ns / unit}`;
}

/** For a field that has a unit and takes whole numbers; undefined if `written` is no duration, or the field has none. */
export function fixIntOfDuration(
  { place, source, span }: FixRequest,
  written: string,
): readonly FixCandidate[] | undefined {
  const field = place?.field.type.name ?? '';
  const unit = fieldUnitNs(field);
  if (unit === undefined || !place) return undefined;
  const isBare = /^[0-9]*\.[0-9]+$/.test(written);
  const ns = writtenDuration(isBare ? `${written} ${UNIT_NAMES.get(unit)}` : written);
  if (ns === undefined) {
    // Whose unit is none may mean anything.
    const [, digits] = /^([0-9]+)\s*[A-Za-z%]/.exec(written) ?? [];
    return digits === undefined ? undefined : [{ ...change(digits), unsure: true }];
  }
  const whole = inUnitOf(field, ns);
  if (whole !== undefined) return [change(whole)];
  const { owner } = place;
  const split = owner.fields.length === 1 ? durationFields(owner.type, ns, true) : undefined;
  if (split !== undefined && place.field.node.colon >= 0) {
    const { name, value } = place.field.node;
    const edits = [{ start: name.start, end: value.end, newText: split }];
    return [{ title: `Change ${code(source.slice(span))} to ${code(split)}`, edits }];
  }
  if (isBare || ns < 0n) return undefined;
  return [{ ...change(`${ns / unit + 1n}`), unsure: true }];

  function change(by: string): FixCandidate {
    const found = source.slice(span);
    return { title: `Change ${code(found)} to ${code(by)}`, edits: [{ ...span, newText: by }] };
  }
}

const UNIT_NAMES: ReadonlyMap<bigint, string> = new Map([
  [1n, 'ns'],
  [1_000_000n, 'ms'],
  [1_000_000_000n, 's'],
]);

const NS_PER_SECOND = 1_000_000_000n;

/**
 * The fields of a `google.protobuf.Duration`, or of a message like it; undefined for any other.
 * @param both also what is zero
 */
function durationFields(
  type: MessageType,
  ns: bigint | undefined,
  both = false,
): string | undefined {
  if (ns === undefined || !isDuration(type)) return undefined;
  const parts = [
    ['seconds', ns / NS_PER_SECOND],
    ['nanos', ns % NS_PER_SECOND],
  ] as const;
  const written = parts.filter(([name, count]) => count !== 0n || (both && name === 'seconds'));
  return written.map(([name, count]) => `${name}: ${count}`).join(' ') || 'seconds: 0';
}

function isDuration({ fields }: MessageType): boolean {
  return ['seconds', 'nanos'].every((name) => fields.some((field) => field.name === name));
}

/** What comes in place of a message: `pending_timeout: 2 hours`. @param value where the first word of it stands */
export function durationInPlaceOf(
  type: MessageType,
  text: string,
  value: Span,
): { readonly fields: string; readonly end: number; readonly unsure: boolean } | undefined {
  if (!isDuration(type)) return undefined;
  const [gap = '', unit = ''] =
    /^[ \t]+([A-Za-zµ]+)\b(?!\s*[:{<[])/.exec(text.slice(value.end, value.end + MAX_WORD)) ?? [];
  const end = unitNs(unit) === undefined ? value.end : value.end + gap.length;
  const written = text.slice(value.start, end).replace(/^(["'])(.*)\1$/, '$2');
  // A bare number of them means seconds in most systems, and milliseconds in others.
  const isBare = /^\s*[0-9]+\s*$/.test(written);
  const fields = durationFields(type, writtenDuration(isBare ? `${written}s` : written));
  return fields === undefined ? undefined : { fields, end, unsure: isBare };
}

const MAX_WORD = 40;

/** `{ minutes: 5 }`, `{ 5m }`: all that is between the braces of a duration. */
export function fixDurationContent(
  text: string,
  value: BoundValue | undefined,
): FixCandidate | undefined {
  const node = value && messageNode(value);
  if (!node || !value?.message || !isDuration(value.message.type)) return undefined;
  const content = text.slice(node.open + 1, node.close);
  if (content.length > MAX_CONTENT) return undefined;
  const found = content.trim();
  const fields = durationFields(value.message.type, ofFields(found) ?? ofWords(found));
  if (fields === undefined) return undefined;
  const start = node.open + 1 + content.indexOf(found);
  return {
    title: `Change ${code(found)} to ${code(fields)}`,
    edits: [replaceText(text, { start, end: start + found.length }, fields)],
  };
}

const MAX_CONTENT = 200;

/** `hours: 1 minutes: 30`, of which each unit is named once. */
function ofFields(content: string): bigint | undefined {
  const field = /\s*([A-Za-z]+)\s*:\s*([0-9]+(?:\.[0-9]+)?)\s*[,;]?/y;
  const units = new Set<bigint>();
  let total = 0n;
  while (field.lastIndex < content.length) {
    const [, name = '', count = ''] = field.exec(content) ?? [];
    const unit = fieldUnitNs(name) ?? unitNs(name);
    const ns =
      unit === undefined
        ? undefined
        : writtenDuration(`${count} ${name === 'nanos' ? 'ns' : name}`);
    if (unit === undefined || ns === undefined || units.has(unit)) return undefined;
    units.add(unit);
    total += ns;
  }
  return units.size === 0 ? undefined : total;
}

function ofWords(content: string): bigint | undefined {
  return writtenDuration(content.replace(/^(["'])(.*)\1$/, '$2'));
}
