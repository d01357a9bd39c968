// The task that looks for new commits on Gitiles (managers.md 4); in this version it is checked but cannot be run.

import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { Controller } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { GITILES_CODES } from './codes.ts';
import { GITILES_CURES } from './cures.ts';
import { lintGitilesTask } from './lints.ts';
import { validateGitilesTask } from './validation.ts';

/** The Manager of `scheduler.config.GitilesTask`. */
export function createGitilesManager(_world: World): Manager<GitilesTask> {
  return {
    name: 'gitiles',
    messageType: 'scheduler.config.GitilesTask',
    traits: { multistage: false },
    codes: GITILES_CODES,
    cures: GITILES_CURES,
    validateProtoMessage: validateGitilesTask,
    lint: lintGitilesTask,
    launchTask: refuseToLaunch,
    abortTask: async () => {}, // The engine sets ABORTED; nothing is under way elsewhere.
    examineNotification: () => '',
    handleNotification: async () => {
      throw new TaskError('fatal', 'a gitiles task expects no notifications');
    },
    handleTimer: async () => {
      throw new TaskError('fatal', 'a gitiles task sets no timers');
    },
    getDebugState: async (): Promise<DebugManagerState> => {
      throw new TaskError('fatal', 'this version has never looked at the repository');
    },
  };
}

async function refuseToLaunch(ctl: Controller<GitilesTask>): Promise<void> {
  ctl.debugLog(
    'This is a gitiles task. This version runs only noop and url_fetch tasks; the repository was not read.',
  );
  throw new TaskError('fatal', 'this version cannot run gitiles tasks');
}
