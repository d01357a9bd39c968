// The task that starts a build on Buildbucket (managers.md 5); in this version it is checked but cannot be run.

import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { Controller } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { BUILDBUCKET_CODES } from './codes.ts';
import { lintBuildbucketTask } from './lints.ts';
import { samenessOfBuild } from './sameness.ts';
import { validateBuildbucketTask } from './validation.ts';

/** The Manager of `scheduler.config.BuildbucketTask`. */
export function createBuildbucketManager(_world: World): Manager<BuildbucketTask> {
  return {
    name: 'buildbucket',
    messageType: 'scheduler.config.BuildbucketTask',
    traits: { multistage: true },
    codes: BUILDBUCKET_CODES,
    validateProtoMessage: validateBuildbucketTask,
    lint: lintBuildbucketTask,
    sameness: samenessOfBuild,
    launchTask: refuseToLaunch,
    abortTask: async () => {}, // There is never a build to cancel.
    examineNotification: () => '',
    handleNotification: async () => {
      throw new TaskError('fatal', 'a buildbucket task cannot have been started by this version');
    },
    handleTimer: async () => {
      throw new TaskError('fatal', 'a buildbucket task cannot have been started by this version');
    },
    getDebugState: async (): Promise<DebugManagerState> => {
      throw new TaskError('fatal', 'a buildbucket task keeps no state');
    },
  };
}

async function refuseToLaunch(ctl: Controller<BuildbucketTask>): Promise<void> {
  ctl.debugLog(
    'This is a buildbucket task. This version runs only noop and url_fetch tasks; no build was started.',
  );
  throw new TaskError('fatal', 'this version cannot run buildbucket tasks');
}
