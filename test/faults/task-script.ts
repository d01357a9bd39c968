// What a generated task does, as a function of what its Invocation was asked to do: the same whenever and however
// often it is called.

import type { Request } from '../../src/task/request.ts';
import { Draw } from './draw.ts';

interface CallScript {
  /** So many first calls fail transiently. */
  readonly refusals: number;
  /** The first call never returns. */
  readonly hangs: boolean;
  /** How long it sleeps, in milliseconds. */
  readonly pauseMs: number;
  /** Saves in the middle, and once more at the end. */
  readonly savesBefore: boolean;
  readonly savesAfter: boolean;
  readonly emits: number;
  /** Sets a timer more than it needs. */
  readonly addsTimer: boolean;
}

export interface TaskScript {
  /** Equal for the same request of the same job. */
  readonly key: string;
  readonly launch: CallScript;
  /** One for each timer after another. */
  readonly timers: readonly CallScript[];
  /** How it ends, after the last of them. */
  readonly end: 'SUCCEEDED' | 'FAILED' | 'throws';
  /** How often its abort is refused. */
  readonly abortRefusals: number;
}

/** @param keepsOrder only what takes no time in a call */
export function taskScript(
  seed: number,
  jobId: string,
  request: Request,
  keepsOrder: boolean,
): TaskScript {
  const key = requestKey(jobId, request);
  const draw = new Draw(`task ${seed} ${key}`);
  const call = (): CallScript => ({
    refusals: draw.of(0, 0, 0, 1, 2),
    hangs: draw.chance(0.03) && !keepsOrder,
    pauseMs: draw.chance(0.3) && !keepsOrder ? draw.below(5000) : 0,
    savesBefore: draw.chance(0.3),
    savesAfter: draw.chance(0.3),
    emits: draw.of(0, 0, 1, 2),
    addsTimer: draw.chance(0.3),
  });
  return {
    key,
    launch: call(),
    timers: Array.from({ length: draw.of(0, 0, 1, 2, 3) }, call),
    end: draw.of('SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'throws'),
    abortRefusals: draw.of(0, 0, 0, 1, 2),
  };
}

/** Names what was asked, without the id that the engine draws. */
export function requestKey(jobId: string, { incomingTriggers, tags }: Request): string {
  return [jobId, ...tags, ...incomingTriggers.map(({ id }) => id)].join(' ');
}
