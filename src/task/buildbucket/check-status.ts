// What becomes of an Invocation while its build is running (managers.md 5.4, 5.6 to 5.8).

import type { Build, BuildbucketTask, GetBuildRequest } from '../../schema/generated/messages.ts';
import { errorText } from '../../text/wording.ts';
import type { Controller } from '../controller.ts';
import { isFinal, isInitial } from '../status.ts';
import { isTransient, TaskError } from '../task-error.ts';
import type { Clock, World } from '../world.ts';
import { buildStatusText, isKnownBuildStatus, statusOfBuild } from './build-status.ts';
import { callBuilds } from './builds-client.ts';
import { CANCEL_BUILD, GET_BUILD } from './builds-service.ts';
import { messageText } from './message-text.ts';
import { readTaskData } from './task-data.ts';

/** The title of the timer that asks for the status, in case no message tells it. */
export const STATUS_TIMER = 'check-buildbucket-build-status';

const MIN_DELAY_S = 60;
const MAX_DELAY_S = 600;

/** What the build says of itself for people when it is cancelled from here. */
const CANCEL_REASON = 'Canceled via LUCI Scheduler';

/** Gives the Invocation the status that its build's means. */
export function applyBuildStatus(ctl: Controller<BuildbucketTask>, { status }: Build): void {
  if (!isKnownBuildStatus(status)) {
    ctl.debugLog(`The build has the status ${buildStatusText(status)}, which counts as a failure`);
  }
  const state = ctl.state();
  state.status = statusOfBuild(status) ?? state.status;
}

/** Asks for the status again in 1 to 10 minutes, unless the Invocation has ended. */
export function addStatusTimer({ random }: World, ctl: Controller<BuildbucketTask>): void {
  if (isFinal(ctl.state().status)) return;
  const seconds = Math.floor(MIN_DELAY_S + random() * (MAX_DELAY_S - MIN_DELAY_S));
  ctl.addTimer(seconds * 1000, STATUS_TIMER);
}

/**
 * Asks for the build and applies its status.
 *
 * Rejects with a retry TaskError, having touched nothing, while the launch is in progress; with a transient one if the
 * server may well answer later; with a fatal one, the Invocation being FAILED, if it will not.
 */
export async function checkBuildStatus(
  clock: Clock,
  ctl: Controller<BuildbucketTask>,
): Promise<void> {
  const state = ctl.state();
  if (state.status === 'STARTING') {
    throw new TaskError('retry', 'the build is still being asked for');
  }
  if (state.status !== 'RUNNING') {
    throw new TaskError('fatal', `there is no build to ask about while it is ${state.status}`);
  }
  const request: GetBuildRequest = { id: buildIdOf(ctl), buildNumber: 0 };
  let build: Build;
  try {
    build = await callBuilds(clock, ctl, GET_BUILD, request);
  } catch (error) {
    ctl.debugLog(`Buildbucket does not tell the status of the build: ${errorText(error)}`);
    if (!isTransient(error)) state.status = 'FAILED';
    throw error;
  }
  applyBuildStatus(ctl, build);
  ctl.debugLog(
    isFinal(ctl.state().status)
      ? `The build has ended:\n${messageText('buildbucket.v2.Build', build)}`
      : `The build is ${buildStatusText(build.status)}`,
  );
}

/** Asks for the end of the build. Rejects as `checkBuildStatus`, without the status FAILED if the server refuses. */
export async function cancelBuild(clock: Clock, ctl: Controller<BuildbucketTask>): Promise<void> {
  const { status } = ctl.state();
  // A launch in progress would lose the id of its build to this call, and with it the build.
  if (isInitial(status)) {
    throw new TaskError('transient', `there is no build to cancel while it is ${status}`);
  }
  const id = buildIdOf(ctl);
  await callBuilds(clock, ctl, CANCEL_BUILD, { id, summaryMarkdown: CANCEL_REASON });
}

/** Throws a fatal TaskError, the Invocation being FAILED, if it cannot be read. */
function buildIdOf(ctl: Controller<BuildbucketTask>): bigint {
  const state = ctl.state();
  const id = readTaskData(state.taskData);
  if (id === undefined) {
    state.status = 'FAILED';
    throw new TaskError('fatal', 'what is stored of the build cannot be read');
  }
  return id;
}
