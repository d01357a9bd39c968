// The stored form of a task, read back as a message with the Manager that handles it.

import { decodeMessage } from '../schema/codec.ts';
import type { RealmId } from './ids.ts';
import type { Manager } from './manager.ts';
import type { ManagerRegistry } from './manager-registry.ts';
import type { ValidationContext } from './validation-context.ts';

/** A task ready to be run, or why it is not. */
export type UnmarshaledTask =
  | { readonly ok: true; readonly manager: Manager; readonly task: unknown }
  | { readonly ok: false; readonly reason: string };

/**
 * Decodes a serialized TaskDefWrapper, finds the Manager by the type of the one field that is set, and lets it
 * validate the message once more: a stored task may be older than the rules of today (engine.md 5.2).
 */
export function unmarshalTask(
  registry: ManagerRegistry,
  bytes: Uint8Array,
  realmId: RealmId,
): UnmarshaledTask {
  const { taskDefWrapper } = registry;
  let wrapper: Readonly<Record<string, unknown>>;
  try {
    wrapper = decodeMessage(taskDefWrapper, bytes);
  } catch (error) {
    return refused(`the stored task cannot be read: ${error}`);
  }

  const fields = taskDefWrapper.fields.filter(({ jsonName }) => wrapper[jsonName] !== undefined);
  const [field] = fields;
  if (field?.type.kind !== 'message' || fields.length > 1) {
    return refused(`the stored definition has ${fields.length} tasks instead of one`);
  }

  const { fullName } = field.type.message;
  const manager = registry.byMessageType(fullName);
  if (!manager) return refused(`nothing here can run a task of type ${fullName}`);

  const task = wrapper[field.jsonName];
  const problems: string[] = [];
  try {
    manager.validateProtoMessage(collectMessages(problems), task, realmId);
  } catch {
    problems.push(`tasks of type ${fullName} cannot be checked here`);
  }
  if (problems.length > 0) return refused(problems.join('; '));
  return { ok: true, manager, task };
}

function refused(reason: string): UnmarshaledTask {
  return { ok: false, reason };
}

/** Where something stands in a file does not matter here, only what is wrong. */
function collectMessages(messages: string[]): ValidationContext {
  return {
    enter: () => {},
    exit: () => {},
    error: (_code, message) => messages.push(message),
  };
}
