// Several calls in one request, as tools for the command line make them.

import { RpcError } from '../../prpc/rpc-error.ts';
import type {
  BatchedRequest,
  BatchedResponse,
  BatchRequest,
  BatchResponse,
  Build,
  CancelBuildRequest,
  GetBuildRequest,
  RpcStatus,
  ScheduleBuildRequest,
  SearchBuildsRequest,
  SearchBuildsResponse,
} from '../../schema/generated/messages.ts';
import { errorText } from '../../text/wording.ts';

/** What each kind of call does by itself. */
export interface Calls {
  readonly getBuild: (request: GetBuildRequest) => Promise<Build>;
  readonly searchBuilds: (request: SearchBuildsRequest) => Promise<SearchBuildsResponse>;
  readonly scheduleBuild: (request: ScheduleBuildRequest) => Promise<Build>;
  readonly cancelBuild: (request: CancelBuildRequest) => Promise<Build>;
}

const MAX_REQUESTS = 200;

/** One after the other. Rejects with an RpcError if they are too many; an error of one call is its answer. */
export async function answerBatch(
  calls: Calls,
  { requests }: BatchRequest,
): Promise<BatchResponse> {
  if (requests.length > MAX_REQUESTS) {
    throw new RpcError('INVALID_ARGUMENT', `a batch has ${MAX_REQUESTS} requests at most`);
  }
  const responses: BatchedResponse[] = [];
  for (const request of requests) {
    responses.push(await answerOne(calls, request).catch((error) => ({ error: statusOf(error) })));
  }
  return { responses };
}

async function answerOne(
  calls: Calls,
  { getBuild, searchBuilds, scheduleBuild, cancelBuild }: BatchedRequest,
): Promise<BatchedResponse> {
  if (getBuild) return { getBuild: await calls.getBuild(getBuild) };
  if (searchBuilds) return { searchBuilds: await calls.searchBuilds(searchBuilds) };
  if (scheduleBuild) return { scheduleBuild: await calls.scheduleBuild(scheduleBuild) };
  if (cancelBuild) return { cancelBuild: await calls.cancelBuild(cancelBuild) };
  throw new RpcError('INVALID_ARGUMENT', 'a request in a batch asks for nothing');
}

function statusOf(error: unknown): RpcStatus {
  const rpc = error instanceof RpcError ? error : new RpcError('INTERNAL', errorText(error));
  return { code: rpc.code, message: rpc.text, details: rpc.details };
}
