// The builds that a command is given and that it gives back, as files and messages.

import { decodeMessage, encodeMessage } from '../../src/schema/codec.ts';
import type { Build } from '../../src/schema/generated/messages.ts';
import { messageFromJson, messageToJson } from '../../src/schema/json.ts';
import { schema } from '../../src/schema/schema.ts';
import { type JsonObject, structToJson } from '../../src/schema/struct.ts';

const BUILD = schema.messageType('buildbucket.v2.Build');

/** `project/bucket/builder`. */
export function builderName({ builder }: Build): string {
  return `${builder?.project}/${builder?.bucket}/${builder?.builder}`;
}

/** The binary buildbucket.v2.Build that a luciexe reads from its standard input. */
export function buildMessage(build: Build): Uint8Array {
  return encodeMessage(BUILD, build);
}

/** Throws if the bytes are no message. */
export function readBuildMessage(bytes: Uint8Array): Build {
  return decodeMessage<Build>(BUILD, bytes);
}

/** Throws if the text is no JSON, or no build. Takes fields by both of their names. */
export function readBuildJson(text: string): Build {
  return messageFromJson<Build>(BUILD, JSON.parse(text));
}

/**
 * The content of the file that `LUCI_BUILD_JSON` names, for programs that want to know little: `id`, `builder`,
 * `properties`, `gitilesCommit` and `gerritChanges` where there are such, `tags`, and `scheduler` with the ids of the
 * job and the invocation that have asked for the build.
 */
export function buildJson(build: Build): string {
  const { input, tags } = build;
  const message = messageToJson(BUILD, build) as JsonObject;
  const inputJson = message['input'] as JsonObject | undefined;
  const tag = (wanted: string) => tags.find(({ key }) => key === wanted)?.value;
  const scheduler = { job: tag('scheduler_job_id'), invocation: tag('scheduler_invocation_id') };
  const json = {
    id: String(build.id),
    builder: message['builder'],
    properties: input?.properties ? structToJson(input.properties) : {},
    gitilesCommit: inputJson?.['gitilesCommit'],
    gerritChanges: inputJson?.['gerritChanges'],
    tags: tags.map(({ key, value }) => ({ key, value })),
    scheduler,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
