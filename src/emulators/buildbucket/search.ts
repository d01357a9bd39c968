// Searches for builds, newest first.

import { RpcError } from '../../prpc/rpc-error.ts';
import type {
  Build,
  BuildPredicate,
  SearchBuildsRequest,
  SearchBuildsResponse,
  Timestamp,
} from '../../schema/generated/messages.ts';
import { isEndedBuildStatus } from '../../task/buildbucket/build-status.ts';

const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;

/** In a predicate, any status that a build can have at its end. */
const ENDED_MASK = 4;

/** Throws an RpcError INVALID_ARGUMENT for a page that cannot be. @param builds in any order */
export function searchBuilds(
  builds: Iterable<Build>,
  { predicate, pageSize, pageToken }: SearchBuildsRequest,
): SearchBuildsResponse {
  if (pageSize < 0) throw new RpcError('INVALID_ARGUMENT', 'page_size must not be negative');
  if (!/^(?:id>\d+)?$/.test(pageToken)) {
    throw new RpcError('INVALID_ARGUMENT', 'page_token is not one that was given');
  }
  const after = BigInt(pageToken.slice('id>'.length) || -1);
  // Newer builds have smaller ids.
  const found = [...builds]
    .filter((build) => build.id > after && (!predicate || holds(predicate, build)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = found.slice(0, Math.min(pageSize || DEFAULT_PAGE, MAX_PAGE));
  const last = page.at(-1);
  const nextPageToken = last && page.length < found.length ? `id>${last.id}` : '';
  return { builds: page, nextPageToken };
}

function holds(predicate: BuildPredicate, build: Build): boolean {
  const { builder, status, createdBy, tags, createTime, build: range } = predicate;
  const parts = ['project', 'bucket', 'builder'] as const;
  const isOf = (wanted: string | undefined, got: string | undefined) => !wanted || wanted === got;
  if (!parts.every((part) => isOf(builder?.[part], build.builder?.[part]))) return false;
  if (
    status === ENDED_MASK ? !isEndedBuildStatus(build.status) : status && status !== build.status
  ) {
    return false;
  }
  if (!isOf(createdBy, build.createdBy)) return false;
  const has = ({ key, value }: { key: string; value: string }) =>
    build.tags.some((tag) => tag.key === key && tag.value === value);
  if (!tags.every(has)) return false;
  const created = nanosOf(build.createTime) ?? 0n;
  if (created < (nanosOf(createTime?.startTime) ?? created)) return false;
  const end = nanosOf(createTime?.endTime);
  if (end !== undefined && created >= end) return false;
  if (range && range.startBuildId !== 0n && build.id < range.startBuildId) return false;
  return !range || range.endBuildId === 0n || build.id < range.endBuildId;
}

function nanosOf(time: Timestamp | undefined): bigint | undefined {
  return time && time.seconds * 1_000_000_000n + BigInt(time.nanos);
}
