// Answers about pollers: consecutive runs of one job over what its server says.

import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
import { decodeState, stateKey } from '../../../src/task/gitiles/poller-state.ts';
import { parseRepoUrl } from '../../../src/task/gitiles/repo-url.ts';
import { jobId } from '../../../src/task/ids.ts';
import type { EmittedTrigger } from '../../../src/task/request.ts';
import type { TaskStorage } from '../../../src/task/world.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { differences } from '../differences.ts';
import type { Comparison, Vector } from '../vector.ts';
import { CollectingController, errorOf } from './collecting-controller.ts';
import { ReplayClient } from './replay.ts';

interface GitilesInput {
  readonly job_id: string;
  readonly runs: readonly GitilesRun[];
}

interface GitilesRun {
  readonly config: {
    readonly repo: string;
    readonly refs: readonly string[];
    readonly path_regexps: readonly string[];
    readonly path_regexps_exclude: readonly string[];
  };
  readonly save_fails: boolean;
  readonly responses: ConstructorParameters<typeof ReplayClient>[0];
}

export async function compareGitiles({ input, output }: Vector): Promise<Comparison> {
  const { job_id, runs } = input as GitilesInput;
  const clock = virtualClock();
  const world = virtualWorld(clock);
  const manager = createGitilesManager(world);
  const answers: unknown[] = [];
  for (const [i, { config, save_fails, responses }] of runs.entries()) {
    const client = new ReplayClient(responses);
    const ctl = new CollectingController({
      task: {
        repo: config.repo,
        refs: config.refs,
        pathRegexps: config.path_regexps,
        pathRegexpsExclude: config.path_regexps_exclude,
      },
      jobId: job_id,
      invocationId: String(1000 - i),
      saveFails: save_fails,
      client,
    });
    const call = errorOf(manager.launchTask(ctl, new AbortController().signal));
    const error = await clock.runUntil(call);
    answers.push({
      error,
      status: ctl.state().status,
      saves: ctl.saves.length,
      requests: inOrder(client.requests.map(({ url }) => url)),
      triggers: ctl.triggers.map(triggerAnswer),
      state: await stateAnswer(world.storage, job_id, config.repo),
    });
  }
  return differences(withoutAdvisory(output), answers);
}

/** How many lines there are in the log is not ours to copy. */
function withoutAdvisory(output: unknown): unknown {
  return (output as readonly object[]).map((run) => ({ ...run, log_lines: undefined }));
}

/** Refs are asked for all at once, and listed first. */
function inOrder(urls: readonly string[]): readonly string[] {
  const isLog = (url: string) => url.includes('/+log/');
  return [...urls.filter((url) => !isLog(url)).sort(), ...urls.filter(isLog)];
}

function triggerAnswer({ id, created, orderInBatch, title, url, payload }: EmittedTrigger) {
  const commit = payload?.kind === 'gitiles' ? payload : undefined;
  return {
    id,
    created: created === undefined ? null : new Date(created).toISOString().replace('.000Z', 'Z'),
    order_in_batch: orderInBatch,
    title,
    url,
    repo: commit?.repo,
    ref: commit?.ref,
    revision: commit?.revision,
  };
}

async function stateAnswer(storage: TaskStorage, job: string, repo: string): Promise<unknown> {
  const parsed = parseRepoUrl(repo);
  if (!parsed.ok) return null;
  const [project = '', name = ''] = job.split('/');
  const bytes = await storage.get(stateKey(jobId(project, name), parsed.host, parsed.project));
  const state = bytes && decodeState(bytes);
  return state ? { refs: state.refs, tips: Object.fromEntries(state.tips) } : null;
}
