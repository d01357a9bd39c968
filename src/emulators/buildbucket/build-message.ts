// The message that tells a topic of a build.

import { encodeBase64 } from '../../golang/base64.ts';
import { messageToJson } from '../../schema/json.ts';
import { messageType } from '../../schema/schema.ts';
import { isEndedBuildStatus } from '../../task/buildbucket/build-status.ts';
import type { PubsubMessage } from '../../task/manager.ts';
import type { StoredBuild } from './stored-build.ts';

/** Without what may be large: who wants to know more asks for the build. */
export function buildMessage({ build, notify }: StoredBuild): PubsubMessage {
  const { builder, id, input, status } = build;
  const { properties: _, ...smallInput } = input ?? { gerritChanges: [] };
  const { output: _output, ...small } = { ...build, steps: [], input: smallInput };
  const message = { buildPubsub: { build: small }, userData: notify?.userData };
  const json = messageToJson(messageType('buildbucket.v2.PubSubCallBack'), message);
  return {
    messageId: `${id}-${status}`,
    data: encodeBase64(new TextEncoder().encode(JSON.stringify(json))),
    attributes: {
      project: builder?.project ?? '',
      bucket: builder?.bucket ?? '',
      builder: builder?.builder ?? '',
      is_completed: String(isEndedBuildStatus(status)),
      version: 'v2',
    },
  };
}
