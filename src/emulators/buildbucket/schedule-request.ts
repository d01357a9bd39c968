// What the service refuses of a request for a build, and what it makes of one that is well.

import { RpcError } from '../../prpc/rpc-error.ts';
import type {
  Build,
  BuilderID,
  GitilesCommit,
  NotificationConfig,
  ScheduleBuildRequest,
  StringPair,
} from '../../schema/generated/messages.ts';
import { type JsonObject, structToJson } from '../../schema/struct.ts';
import { BUILD_STATUS } from '../../task/buildbucket/build-status.ts';
import { timestampOf } from './timestamp.ts';

/** Throws an RpcError INVALID_ARGUMENT that names the first thing wrong. @return the builder */
export function checkScheduleRequest(request: ScheduleBuildRequest): BuilderID {
  const { requestId, builder, gitilesCommit, notify, properties, tags } = request;
  if (requestId.includes('/')) throw invalid("request_id must not have a '/'");
  if (!builder) throw invalid('builder is required');
  for (const part of ['project', 'bucket', 'builder'] as const) {
    if (builder[part] === '') throw invalid(`builder: ${part} is required`);
  }
  if (gitilesCommit) checkCommit(gitilesCommit);
  if (notify) checkNotify(notify);
  if (properties) checkProperties(structToJson(properties));
  for (const { key } of tags) {
    if (key === '') throw invalid('tags: a key is required');
    if (key.includes(':')) throw invalid(`tags: the key ${JSON.stringify(key)} has a colon`);
    if (key === 'build_address') throw invalid('tags: build_address is reserved');
  }
  return builder;
}

function checkCommit({ host, project, id, ref }: GitilesCommit): void {
  if (host === '') throw invalid('gitiles_commit: host is required');
  if (project === '') throw invalid('gitiles_commit: project is required');
  if (ref === '') throw invalid('gitiles_commit: ref is required');
  if (!ref.startsWith('refs/')) throw invalid('gitiles_commit: ref must begin with refs/');
  if (id !== '' && !/^[a-f0-9]{40}$/.test(id)) {
    throw invalid('gitiles_commit: id must be 40 digits in hex');
  }
}

const MAX_USER_DATA = 4096;

function checkNotify({ pubsubTopic, userData }: NotificationConfig): void {
  if (pubsubTopic === '') throw invalid('notify: pubsub_topic is required');
  if (userData.length > MAX_USER_DATA) throw invalid('notify: user_data is over 4096 bytes');
  if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(pubsubTopic)) {
    throw invalid(`notify: ${JSON.stringify(pubsubTopic)} is no name of a topic`);
  }
}

/** What the service sets itself. */
const RESERVED_PROPERTIES: readonly (readonly string[])[] = [
  ['$recipe_engine/buildbucket'],
  ['$recipe_engine/runtime', 'is_experimental'],
  ['$recipe_engine/runtime', 'is_luci'],
  ['branch'],
  ['buildbucket'],
  ['buildername'],
  ['repository'],
];

function checkProperties(properties: JsonObject): void {
  const reserved = RESERVED_PROPERTIES.find(([name = '', member]) => {
    if (!Object.hasOwn(properties, name)) return false;
    const value = properties[name];
    if (member === undefined) return true;
    return typeof value === 'object' && value !== null && Object.hasOwn(value, member);
  });
  if (reserved) throw invalid(`properties: ${JSON.stringify(reserved.join('.'))} is reserved`);
}

function invalid(text: string): RpcError {
  return new RpcError('INVALID_ARGUMENT', text);
}

/**
 * The build that a request is for, as it is at first.
 * @param now milliseconds since the Unix epoch
 */
export function newBuild(
  request: ScheduleBuildRequest,
  builder: BuilderID,
  { id, number, now }: { readonly id: bigint; readonly number: number; readonly now: number },
): Build {
  const { gitilesCommit, gerritChanges, properties = { fields: [] } } = request;
  const time = timestampOf(now);
  return {
    id,
    builder,
    number,
    createTime: time,
    updateTime: time,
    createdBy: 'anonymous:anonymous',
    canceledBy: '',
    status: BUILD_STATUS.SCHEDULED,
    summaryMarkdown: '',
    input: { properties, gerritChanges, ...(gitilesCommit && { gitilesCommit }) },
    steps: [],
    tags: allTags(request, builder),
  };
}

/** Those of the request and those that the service adds; sorted, each once. */
function allTags({ tags, gitilesCommit }: ScheduleBuildRequest, builder: BuilderID) {
  const added: StringPair[] = [{ key: 'builder', value: builder.builder }];
  if (gitilesCommit) {
    const { host, project, id, ref } = gitilesCommit;
    if (id !== '')
      added.push({ key: 'buildset', value: `commit/gitiles/${host}/${project}/+/${id}` });
    added.push({ key: 'gitiles_ref', value: ref });
  }
  const byText = new Map([...tags, ...added].map((tag) => [`${tag.key}:${tag.value}`, tag]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}
