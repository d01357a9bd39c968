// The task that makes one HTTP request and judges it by its status (managers.md 2).

import { withDeadline } from '../../io/deadline.ts';
import type { UrlFetchTask } from '../../schema/generated/messages.ts';
import { errorText } from '../../text/wording.ts';
import type { Controller } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { URL_FETCH_CODES } from './codes.ts';
import { URL_FETCH_CURES } from './cures.ts';
import { lintUrlFetchTask } from './lints.ts';
import { dumpResponse, type FetchedResponse } from './response-dump.ts';
import { checkUrl, validateUrlFetchTask } from './validation.ts';

const DEFAULT_TIMEOUT_SEC = 60;

/** How much of the body is read; it only serves the log. */
const BODY_LIMIT_BYTES = 4096;

/** The Manager of `scheduler.config.UrlFetchTask`. */
export function createUrlFetchManager(world: World): Manager<UrlFetchTask> {
  return {
    name: 'url_fetch',
    messageType: 'scheduler.config.UrlFetchTask',
    traits: { multistage: false },
    codes: URL_FETCH_CODES,
    cures: URL_FETCH_CURES,
    validateProtoMessage: validateUrlFetchTask,
    lint: lintUrlFetchTask,
    destinations: ({ url }) => [url],
    launchTask: (ctl, signal) => launch(world, ctl, signal),
    abortTask: async () => {}, // The engine sets ABORTED; that cuts the request.
    examineNotification: () => '',
    handleNotification: async () => {
      throw new TaskError('fatal', 'a url_fetch task expects no notifications');
    },
    handleTimer: async () => {
      throw new TaskError('fatal', 'a url_fetch task sets no timers');
    },
    getDebugState: async (): Promise<DebugManagerState> => {
      throw new TaskError('fatal', 'a url_fetch task keeps no state');
    },
  };
}

/**
 * From the moment the request is sent the launch never fails and so is never retried: whatever comes
 * back, or does not, is the task's result.
 */
async function launch(
  world: World,
  ctl: Controller<UrlFetchTask>,
  signal: AbortSignal,
): Promise<void> {
  const { method, url, timeoutSec } = ctl.task();
  const started = world.clock.now();
  ctl.debugLog(`${method || 'GET'} ${url}`);

  const problem = checkUrl(url);
  if (problem) {
    ctl.debugLog(problem.message);
    throw new TaskError('fatal', problem.message);
  }

  const timeoutMs = (timeoutSec || DEFAULT_TIMEOUT_SEC) * 1000;
  const fetching = settled(
    withDeadline(world.clock, timeoutMs, signal, (limit) => fetch(ctl, limit)),
  );
  // Shows the log to others while the request is on its way; the save at the end is the one that
  // counts. The status stays as it is: with RUNNING a crash of the host would go unnoticed, whereas
  // an invocation that is still starting is launched again.
  await ctl.save().catch(() => {});

  const result = await fetching;
  signal.throwIfAborted(); // The host stops, or the user aborted: that says nothing about the URL.

  const ok = 'value' in result && result.value.status < 400;
  const status = ok ? 'SUCCEEDED' : 'FAILED';
  const seconds = (world.clock.now() - started) / 1000;
  ctl.debugLog(`Finished with overall status ${status} in ${seconds} s`);
  ctl.debugLog(
    'value' in result
      ? dumpResponse(result.value)
      : `The request failed: ${errorText(result.error)}`,
  );
  ctl.state().status = status;
}

async function fetch(ctl: Controller<UrlFetchTask>, signal: AbortSignal): Promise<FetchedResponse> {
  const { method, url } = ctl.task();
  const client = await ctl.getClient([]);
  const response = await client.request({ method: method || 'GET', url }, signal);
  // The status is the result; a body that breaks off, or never comes, does not change it.
  const { bytes } = await response
    .readBody(BODY_LIMIT_BYTES)
    .catch(() => ({ bytes: new Uint8Array() }));
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: bytes };
}

/** The outcome as a value, so that nothing rejects while nobody awaits it. */
function settled<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}
