// Fixes of triggering policies.

import { code } from '../../text/wording.ts';
import { addField, removeField, replaceText } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import {
  type FixFamily,
  type FixRequest,
  messageNamed,
  messageNode,
  type Place,
} from './fix-request.ts';

/** Without the field the service takes its default. */
export const fixByRemoval: FixFamily = ({ place, source }) => {
  const field = inPolicy(place)?.field;
  if (!field) return [];
  return [
    { title: `Remove ${code(field.type.name)}`, edits: [removeField(source.text, field.node)] },
  ];
};

/** The place of the policy's own field that a place is or is in; undefined outside of a policy. */
function inPolicy(place: Place | undefined): Place | undefined {
  let at = place;
  while (at && at.owner.type.name !== 'TriggeringPolicy') at = at.outer;
  return at;
}

/** A timeout is of one kind of policy alone: without it, or of that kind. */
export const fixTimeoutOfOtherKind: FixFamily = (request) => {
  const removed = fixByRemoval(request).map((candidate) => ({ ...candidate, unsure: true }));
  return [...removed, ...withKind(request, ['NEWEST_FIRST'])];
};

export const fixUnknownKind: FixFamily = (request) =>
  withKind(request, ['GREEDY_BATCHING', 'LOGARITHMIC_BATCHING', 'NEWEST_FIRST']);

function withKind(
  { place, source }: FixRequest,
  kinds: readonly string[],
): readonly FixCandidate[] {
  const at = inPolicy(place);
  const kind = at?.owner.fields.find(({ type }) => type.name === 'kind')?.node.value;
  const node = at?.outer?.value && messageNode(at.outer.value);
  return kinds.flatMap((name): FixCandidate[] => {
    const title = `Set \`kind: ${name}\``;
    if (kind) return [{ title, edits: [replaceText(source.text, kind, name)], unsure: true }];
    if (!node) return [];
    return [
      { title, edits: [addField(source.text, node, `kind: ${name}`, 'first')], unsure: true },
    ];
  });
}

/** The usual base. */
const LOG_BASE = 2;

export const fixLogBase: FixFamily = (request) => {
  const { place, source } = request;
  const title = `Set \`log_base: ${LOG_BASE}\``;
  if (place?.field.type.name === 'log_base') {
    const edits = [replaceText(source.text, place.field.node.value, String(LOG_BASE))];
    return [{ title, edits, unsure: true }];
  }
  const value = messageNamed(request);
  const node = value && messageNode(value);
  if (!node) return [];
  return [
    { title, edits: [addField(source.text, node, `log_base: ${LOG_BASE}`, 'last')], unsure: true },
  ];
};
