// The property by which a build learns who has started it, and why (managers.md 5.5).

import type { PublicTrigger } from '../../schema/generated/messages.ts';
import { messageToJson } from '../../schema/json.ts';
import { messageType } from '../../schema/schema.ts';
import { type JsonObject, structFromJson } from '../../schema/struct.ts';
import type { ControllerReadOnly } from '../controller.ts';
import type { Trigger } from '../request.ts';
import { TaskError } from '../task-error.ts';
import type { ServiceName } from '../world.ts';

export const SCHEDULER_PROPERTY = '$recipe_engine/scheduler';

/** Only so many triggers, the newest ones, are told to the build. */
const MAX_TRIGGERS = 100;

/** Throws a fatal TaskError for a trigger without a payload, over which the service crashes. */
export function schedulerProperty(
  ctl: ControllerReadOnly<unknown>,
  service: ServiceName,
): JsonObject {
  const { incomingTriggers } = ctl.request();
  const count = incomingTriggers.length;
  if (count > MAX_TRIGGERS) {
    ctl.debugLog(`Of ${count} triggers the build is told the newest ${MAX_TRIGGERS}`);
  }
  return {
    hostname: service.hostname,
    job: ctl.jobId(),
    invocation: String(ctl.invocationId()),
    triggers: incomingTriggers.slice(-MAX_TRIGGERS).map(publicTriggerJson),
  };
}

/** In protobuf's JSON form, without what is empty. */
function publicTriggerJson(trigger: Trigger): JsonObject {
  const { id, title = '', url = '' } = trigger;
  const message: PublicTrigger = { id, title, url, ...publicPayload(trigger) };
  // A message that is not well-known becomes an object.
  return messageToJson(messageType('scheduler.Trigger'), message) as JsonObject;
}

/** What a noop trigger carries is lost (schema.md 1.3). */
function publicPayload({ id, payload }: Trigger): Partial<PublicTrigger> {
  switch (payload?.kind) {
    case undefined:
      throw new TaskError('fatal', `the trigger ${id} says nothing that a build could be told`);
    case 'cron':
      return { cron: { generation: payload.generation } };
    case 'webui':
      return { webui: {} };
    case 'noop':
      return { noop: { data: '' } };
    case 'gitiles': {
      const { repo, ref, revision } = payload;
      return { gitiles: { repo, ref, revision, ...tagsAndProperties(payload) } };
    }
    case 'buildbucket':
      return { buildbucket: tagsAndProperties(payload) };
  }
}

function tagsAndProperties({
  tags = [],
  properties,
}: {
  readonly tags?: readonly string[];
  readonly properties?: JsonObject;
}) {
  return { tags, ...(properties && { properties: structFromJson(properties) }) };
}
