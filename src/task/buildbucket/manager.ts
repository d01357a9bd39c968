// The task that starts a build on Buildbucket and waits for its end (managers.md 5).

import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { Controller } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { addStatusTimer, cancelBuild, checkBuildStatus, STATUS_TIMER } from './check-status.ts';
import { BUILDBUCKET_CODES } from './codes.ts';
import { BUILDBUCKET_CURES } from './cures.ts';
import { launchBuild } from './launch.ts';
import { lintBuildbucketTask } from './lints.ts';
import { notificationToken } from './notification-token.ts';
import { samenessOfBuild } from './sameness.ts';
import { validateBuildbucketTask } from './validation.ts';

/** The Manager of `scheduler.config.BuildbucketTask`. */
export function createBuildbucketManager(world: World): Manager<BuildbucketTask> {
  return {
    name: 'buildbucket',
    messageType: 'scheduler.config.BuildbucketTask',
    traits: { multistage: true },
    codes: BUILDBUCKET_CODES,
    cures: BUILDBUCKET_CURES,
    validateProtoMessage: validateBuildbucketTask,
    lint: lintBuildbucketTask,
    destinations: ({ server }) => [`https://${server}/prpc/buildbucket.v2.Builds/ScheduleBuild`],
    sameness: samenessOfBuild,
    launchTask: (ctl, signal) => launchBuild(world, ctl, signal),
    abortTask: (ctl) => cancelBuild(world.clock, ctl),
    examineNotification: notificationToken,
    handleNotification: async (ctl) => {
      ctl.debugLog('Buildbucket has news of the build');
      await checkBuildStatus(world.clock, ctl);
    },
    handleTimer: (ctl, title) => handleTimer(world, ctl, title),
    getDebugState: async (): Promise<DebugManagerState> => {
      throw new TaskError('fatal', 'a buildbucket task keeps no state');
    },
  };
}

/** If the check fails there is no new timer: this one comes again, or the Invocation has ended. */
async function handleTimer(
  world: World,
  ctl: Controller<BuildbucketTask>,
  title: string,
): Promise<void> {
  if (title !== STATUS_TIMER) return;
  await checkBuildStatus(world.clock, ctl);
  addStatusTimer(world, ctl);
}
