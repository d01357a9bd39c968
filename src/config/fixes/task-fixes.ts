// Fixes of what a Manager reports, by its own cures, and of tasks that are missing or too many.

import { quote } from '../../golang/quote.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import type { Cure } from '../../task/cure.ts';
import type { Manager } from '../../task/manager.ts';
import { code } from '../../text/wording.ts';
import type { BoundMessage } from '../message/bound-message.ts';
import { taskFields } from '../message/entry-facts.ts';
import { addField, removeField, removeValue, replaceString, replaceText } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import {
  type FixFamily,
  type FixRequest,
  messageNamed,
  messageNode,
  type Place,
  stringAt,
} from './fix-request.ts';
import { entryNode } from './id-fixes.ts';

/** The cures of the Manager whose task the finding is in. */
export const fixByManager: FixFamily = (request) => {
  const { finding, options, entry } = request;
  const found = managedAt(request);
  const cures = found?.manager.cures?.[finding.code];
  if (!found || typeof cures !== 'function') return [];
  const string = found.field ? stringAt(request) : undefined;
  const id = (entry?.message.value as { readonly id?: unknown } | undefined)?.id;
  const proposed = cures({
    task: found.message.value,
    project: options.project,
    entryId: typeof id === 'string' ? id : '',
    field: found.field,
    value: string?.value ?? '',
  });
  return proposed.flatMap((cure) => {
    const candidate = candidateOf(cure, request);
    return candidate ? [{ ...candidate, ...(cure.unsure && { unsure: true }) }] : [];
  });
};

interface Managed {
  readonly manager: Manager;
  readonly message: BoundMessage;
  /** Of the message; undefined if the finding is about all of it. */
  readonly field: string | undefined;
}

function managedAt(request: FixRequest): Managed | undefined {
  const { place, options } = request;
  const managerOf = (message: BoundMessage) =>
    options.registry.byMessageType(message.type.fullName);
  const named = messageNamed(request)?.message;
  const ofNamed = named && managerOf(named);
  if (named && ofNamed) return { manager: ofNamed, message: named, field: undefined };
  for (let at: Place | undefined = place; at; at = at.outer) {
    const manager = managerOf(at.owner);
    if (manager) return { manager, message: at.owner, field: at.field.type.name };
  }
  return undefined;
}

function candidateOf(cure: Cure, request: FixRequest): FixCandidate | undefined {
  const { place, source, span } = request;
  const { text } = source;
  switch (cure.kind) {
    case 'change': {
      const string = stringAt(request);
      if (!string || cure.value === '' || string.value === cure.value) return undefined;
      const title = `Change ${quotedValue(string.value)} to ${quotedValue(cure.value)}`;
      return { title, edits: [replaceString(text, string.node, cure.value)] };
    }
    case 'remove': {
      if (!place) return undefined;
      const value = place.value?.node;
      const shown =
        place.field.type.repeated && value ? source.slice(value) : place.field.type.name;
      const edit = value
        ? removeValue(text, place.field.node, value)
        : removeField(text, place.field.node);
      return { title: `Remove ${code(shown)}`, edits: [edit] };
    }
    case 'number': {
      const title = `Change ${code(source.slice(span))} to ${code(String(cure.value))}`;
      return { title, edits: [replaceText(text, span, String(cure.value))] };
    }
    case 'add':
      return added(cure, request);
  }
}

/** A field of the message that the finding is about, in place of an empty value if there is one. */
function added(
  { field, value }: { readonly field: string; readonly value: string },
  request: FixRequest,
): FixCandidate | undefined {
  const { place, source } = request;
  const title = `Add ${code(`${field}: ${quote(value)}`)}`;
  const string = place?.field.type.name === field ? stringAt(request) : undefined;
  if (string) return { title, edits: [replaceString(source.text, string.node, value)] };
  const named = messageNamed(request);
  const owner = place?.outer?.value;
  const node = [named, owner].map((one) => one && messageNode(one)).find((one) => one);
  if (!node) return undefined;
  return { title, edits: [addField(source.text, node, `${field}: ${quote(value)}`, 'first')] };
}

/** An empty task of each kind: of some that is enough. */
export const fixMissingTask: FixFamily = (request) => {
  const { entry, options, source } = request;
  const value = entry && entryNode(request);
  const node = value && messageNode(value);
  if (!entry || !node) return [];
  return entry.message.type.fields
    .filter(
      ({ type }) =>
        type.kind === 'message' && options.registry.byMessageType(type.message.fullName),
    )
    .map(({ name }) => ({
      title: `Add ${code(`${name} {}`)}`,
      edits: [addField(source.text, node, `${name} {}`, 'last')],
      unsure: true,
    }));
};

/** One of the tasks stays. */
export const fixSecondTask: FixFamily = ({ entry, options, source }) => {
  if (!entry) return [];
  const tasks = taskFields(entry.message, options.registry);
  return tasks.map((kept) => ({
    title: `Keep ${code(kept.type.name)} alone`,
    edits: tasks.filter((task) => task !== kept).map(({ node }) => removeField(source.text, node)),
    unsure: true,
  }));
};
