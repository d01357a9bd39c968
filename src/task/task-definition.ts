// From the stored form of a task back to a message and the Manager that handles it.

import { decodeMessage } from '../schema/codec.ts';
import type { TaskDefWrapper } from '../schema/generated/messages.ts';
import type { RealmId } from './ids.ts';
import type { Manager } from './manager.ts';
import type { ManagerRegistry } from './manager-registry.ts';
import type { ValidationContext } from './validation-context.ts';

/** A task ready to be run, or why it is not. */
export type UnmarshaledTask =
  | { readonly ok: true; readonly manager: Manager; readonly task: unknown }
  | { readonly ok: false; readonly reason: string };

const WRAPPER = 'scheduler.config.TaskDefWrapper';

/** The message type of each field of TaskDefWrapper. */
const MESSAGE_TYPES: Readonly<Record<keyof TaskDefWrapper, string>> = {
  noop: 'scheduler.config.NoopTask',
  urlFetch: 'scheduler.config.UrlFetchTask',
  buildbucket: 'scheduler.config.BuildbucketTask',
  gitiles: 'scheduler.config.GitilesTask',
};

/**
 * Decodes a serialized TaskDefWrapper, finds the Manager, and lets it validate the message once more:
 * a stored task may be older than the rules of today (engine.md 5.2).
 */
export function unmarshalTask(
  registry: ManagerRegistry,
  bytes: Uint8Array,
  realmId: RealmId,
): UnmarshaledTask {
  let wrapper: TaskDefWrapper;
  try {
    wrapper = decodeMessage<TaskDefWrapper>(WRAPPER, bytes);
  } catch (error) {
    return refused(`the stored task cannot be read: ${error}`);
  }

  const fields = (Object.keys(MESSAGE_TYPES) as (keyof TaskDefWrapper)[]).filter(
    (field) => wrapper[field] !== undefined,
  );
  const [field] = fields;
  if (field === undefined || fields.length > 1) {
    return refused(`the stored definition has ${fields.length} tasks instead of one`);
  }

  const manager = registry.byMessageType(MESSAGE_TYPES[field]);
  if (!manager) return refused(`nothing here can run a task of type ${MESSAGE_TYPES[field]}`);

  const problems: string[] = [];
  manager.validateProtoMessage(collectMessages(problems), wrapper[field], realmId);
  if (problems.length > 0) return refused(problems.join('; '));
  return { ok: true, manager, task: wrapper[field] };
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
