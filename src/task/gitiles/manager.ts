// The task that looks for new commits on Gitiles (managers.md 4).

import { compareByteOrder } from '../../golang/byte-order.ts';
import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { ControllerReadOnly } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { GITILES_CODES } from './codes.ts';
import { GITILES_CURES } from './cures.ts';
import { launchGitiles } from './launch.ts';
import { lintGitilesTask } from './lints.ts';
import { fetchRefsState } from './refs-state.ts';
import { validateGitilesTask } from './validation.ts';

/** The Manager of `scheduler.config.GitilesTask`. */
export function createGitilesManager(world: World): Manager<GitilesTask> {
  return {
    name: 'gitiles',
    messageType: 'scheduler.config.GitilesTask',
    traits: { multistage: false },
    codes: GITILES_CODES,
    cures: GITILES_CURES,
    validateProtoMessage: validateGitilesTask,
    lint: lintGitilesTask,
    destinations: ({ repo }) => [repo],
    launchTask: (ctl, signal) => launchGitiles(world, ctl, signal),
    abortTask: async () => {}, // The engine sets ABORTED; that cuts what is asked.
    examineNotification: () => '',
    handleNotification: async () => {
      throw new TaskError('fatal', 'a gitiles task expects no notifications');
    },
    handleTimer: async () => {
      throw new TaskError('fatal', 'a gitiles task sets no timers');
    },
    getDebugState: (ctl) => debugState(world, ctl),
  };
}

/** The service's `gitiles.messages.DebugState` (schema.md 1.4). Rejects where a launch would, before it emits anything. */
async function debugState(
  world: World,
  ctl: ControllerReadOnly<GitilesTask>,
): Promise<DebugManagerState> {
  const { before, current } = await fetchRefsState(world, ctl, NEVER_ABORTED);
  return {
    gitilesPoller: {
      known: listedTips(before?.tips ?? new Map()),
      current: listedTips(current),
      search: ctl.task().refs,
    },
  };
}

function listedTips(tips: ReadonlyMap<string, string>) {
  return [...tips]
    .sort(([a], [b]) => compareByteOrder(a, b))
    .map(([ref, commit]) => ({ ref, commit }));
}
