// Fixes of ids: one that is missing, that another entry has, or that has characters which no id may have.

import { quote } from '../../golang/quote.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import type { BoundMessage } from '../message/bound-message.ts';
import { addField, replaceString } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixFamily, type FixRequest, type Ids, messageNode, stringAt } from './fix-request.ts';

const MAX_LENGTH = 100;

/** A number behind the id tells it from the others. What `triggers` name stays the first one. */
export const fixDuplicateId: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string) return [];
  const id = uniqueId(string.value, request.ids);
  return [renamed(request, id, { unsure: true })];
};

/** Without what no id may have; whoever names it goes along. */
export const fixInvalidId: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string) return [];
  const wanted = string.value
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^0-9A-Za-z_\-. )(]+/gu, '-')
    .slice(0, MAX_LENGTH);
  if (!/[0-9A-Za-z]/.test(wanted)) return [];
  const id = request.ids.has(wanted) ? uniqueId(wanted, request.ids) : wanted;
  const elsewhere = request.ids
    .referencesTo(string.value)
    .map((range) => ({ range, newText: quote(id) }));
  return [renamed(request, id, { elsewhere })];
};

function renamed(
  request: FixRequest,
  id: string,
  more: Pick<FixCandidate, 'unsure' | 'elsewhere'>,
): FixCandidate {
  const string = stringAt(request);
  const edits = string ? [replaceString(request.source.text, string.node, id)] : [];
  return { title: `Change the id to ${quotedValue(id)}`, edits, claims: id, ...more };
}

/** An id after what the entry is about, or else after its kind. */
export const fixMissingId: FixFamily = (request) => {
  const { entry, source, ids } = request;
  const value = entry && entryNode(request);
  const node = value && messageNode(value);
  if (!entry || !node) return [];
  const id = uniqueId(nameOf(entry.message) ?? `new-${entry.kind}`, ids, true);
  const known = entry.message.fields.find(({ type }) => type.name === 'id')?.values[0]?.node;
  const edit =
    known?.kind === 'string'
      ? replaceString(source.text, known, id)
      : addField(source.text, node, `id: ${quote(id)}`, 'first');
  return [{ title: `Add the id ${quotedValue(id)}`, edits: [edit], unsure: true }];
};

/** The value of the field of the root that the entry is. */
export function entryNode({ part, entry }: FixRequest) {
  for (const { values } of part.root.fields) {
    for (const value of values) if (value.message && value.message === entry?.message) return value;
  }
  return undefined;
}

/** What the task names by something that may be an id, such as a builder. */
function nameOf(entry: BoundMessage): string | undefined {
  for (const { values } of entry.fields) {
    for (const { message } of values) {
      const { builder } = (message?.value ?? {}) as { readonly builder?: unknown };
      if (typeof builder === 'string' && /^[0-9A-Za-z_\-. )(]{1,90}$/.test(builder)) return builder;
    }
  }
  return undefined;
}

/** @param mayBeItself without a number if nobody has it */
function uniqueId(id: string, ids: Ids, mayBeItself = false): string {
  if (mayBeItself && !ids.has(id)) return id;
  const [, stem = '', digits] = /^(.*?)(?:-([0-9]{1,6}))?$/s.exec(id) ?? [];
  for (let n = digits === undefined ? 2 : Number(digits) + 1; ; n++) {
    const next = `${stem.slice(0, MAX_LENGTH - 8)}-${n}`;
    if (!ids.has(next)) return next;
  }
}
