// Calls of Buildbucket on behalf of an Invocation (managers.md 5.9).

import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import { RequestRefused } from '../../io/request-refused.ts';
import { callPrpc } from '../../prpc/client.ts';
import { isTransientCode } from '../../prpc/grpc-code.ts';
import type { Method } from '../../prpc/method.ts';
import { RpcError } from '../../prpc/rpc-error.ts';
import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import { errorText } from '../../text/wording.ts';
import type { ControllerReadOnly } from '../controller.ts';
import { TaskError } from '../task-error.ts';
import type { Clock } from '../world.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** What a project must have been granted to start builds and to ask about them. */
const SCOPES: readonly string[] = [
  `${AUTH}androidbuild.internal`,
  `${AUTH}userinfo.email`,
  `${AUTH}gerritcodereview`,
];

/** For one call, its repetitions included. */
const CALL_LIMIT_MS = 60_000;

/** The address of the server that a task names. */
export function serverUrl({ server }: BuildbucketTask): string {
  return `https://${server}`;
}

/**
 * Makes a call of the task's server. Rejects with a TaskError, which is transient if the call may well succeed later
 * (managers.md 5.1), or with `signal.reason`.
 */
export async function callBuilds<Request extends object, Response extends object>(
  clock: Clock,
  ctl: ControllerReadOnly<BuildbucketTask>,
  method: Method<Request, Response>,
  request: Request,
  signal: AbortSignal = NEVER_ABORTED,
): Promise<Response> {
  const deadline = clock.now() + CALL_LIMIT_MS;
  try {
    const http = await ctl.getClient(SCOPES);
    const server = { http, clock, url: serverUrl(ctl.task()) };
    return await callPrpc(server, method, request, deadline, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw asTaskError(error);
  }
}

/** What is no answer of the server counts as UNKNOWN, unless whoever refuses says that it is for good. */
function asTaskError(error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  const isForGood =
    error instanceof RpcError ? !isTransientCode(error.code) : error instanceof RequestRefused;
  return new TaskError(isForGood ? 'fatal' : 'transient', errorText(error), { cause: error });
}
