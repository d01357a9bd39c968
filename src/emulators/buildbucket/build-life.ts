// The life of one build, from its request to its end.

import type { Build } from '../../schema/generated/messages.ts';
import { BUILD_STATUS, isEndedBuildStatus } from '../../task/buildbucket/build-status.ts';
import { errorText } from '../../text/wording.ts';
import type { BuildOutcome } from './build-plan.ts';
import type { BuildbucketOptions, Builds } from './builds.ts';
import type { StoredBuild } from './stored-build.ts';
import { millisecondsOf, timestampOf } from './timestamp.ts';

/** How long a build waits for its start. */
const PENDING_MS = 1000;

/** The most that the service keeps of a summary. */
const MAX_SUMMARY = 4000;

/**
 * Lives a build to its end. Resolves then, or when `signal` aborts and nothing of it runs any more. Never rejects.
 *
 * A model goes on by the clock, from wherever an earlier process has left it. A command that had started there is not
 * started again: its build is an INFRA_FAILURE.
 *
 * @param signal somebody has cancelled the build, or the process ends
 */
export async function liveBuild(
  options: BuildbucketOptions,
  builds: Builds,
  { build, plan }: StoredBuild,
  signal: AbortSignal,
): Promise<void> {
  const { id } = build;
  const hadStarted = build.status === STARTED;
  const startTime = hadStarted
    ? timeOf(build.startTime, options)
    : timeOf(build.createTime, options) + PENDING_MS;
  if (!hadStarted) {
    if (!(await reach(options, startTime, signal))) return;
    await builds.changeAtLast(id, (before) =>
      before.status === SCHEDULED ? started(before, startTime) : undefined,
    );
  }
  if (plan.kind === 'model') {
    const end = startTime + plan.durationMs;
    if (await reach(options, end, signal)) {
      await builds.changeAtLast(id, (before) => ended(before, plan.outcome, end));
    }
    return;
  }
  const outcome = hadStarted ? LOST : await runCommand(options, builds, id, signal);
  if (outcome) {
    const now = options.clock.now();
    await builds.changeAtLast(id, (before) => ended(before, outcome.status, now, outcome.summary));
  }
}

interface Outcome {
  readonly status: BuildOutcome;
  readonly summary?: string;
}

const LOST: Outcome = {
  status: 'INFRA_FAILURE',
  summary: 'The process that ran the command of this build ended before the command did.',
};

/** Undefined if the build has ended before its command could start, or if its end is nobody's to tell. */
async function runCommand(
  { builder, log }: BuildbucketOptions,
  builds: Builds,
  id: bigint,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const build = builds.get(id)?.build;
  if (!build || build.status !== STARTED) return undefined;
  const plan = build.builder && builder(build.builder);
  if (plan?.kind !== 'command') {
    const summary = 'The builder no longer has the command that this build was to run.';
    return { status: 'INFRA_FAILURE', summary };
  }
  const progress = {
    log: (line: string) => log?.(build, line),
    update: (said: Build) => builds.show(id, (before) => described(before, said)),
  };
  try {
    return { status: await plan.run(build, progress, signal) };
  } catch (error) {
    return { status: 'INFRA_FAILURE', summary: errorText(error) };
  }
}

/** The build once somebody has asked for its end: it has ended, unless a command must end first. */
export function canceled(
  build: Build,
  { plan }: Pick<StoredBuild, 'plan'>,
  summaryMarkdown: string,
  now: number,
): Build | undefined {
  if (isEndedBuildStatus(build.status)) return undefined;
  const asked: Build = {
    ...build,
    cancelTime: build.cancelTime ?? timestampOf(now),
    canceledBy: 'anonymous:anonymous',
    summaryMarkdown: summaryMarkdown.slice(0, MAX_SUMMARY),
    updateTime: timestampOf(now),
  };
  const mustEnd = plan.kind === 'command' && build.status === STARTED;
  return mustEnd ? asked : ended(asked, 'CANCELED', now);
}

const { SCHEDULED, STARTED } = BUILD_STATUS;

function started(build: Build, now: number): Build {
  const time = timestampOf(now);
  return { ...build, status: STARTED, startTime: time, updateTime: time };
}

function ended(build: Build, status: BuildOutcome, now: number, summary = ''): Build | undefined {
  if (isEndedBuildStatus(build.status)) return undefined;
  const time = timestampOf(now);
  return {
    ...build,
    status: BUILD_STATUS[status],
    endTime: time,
    updateTime: time,
    summaryMarkdown: build.summaryMarkdown || summary.slice(0, MAX_SUMMARY),
  };
}

/** What a command may say of its build while that is running. */
function described(build: Build, { output, steps, summaryMarkdown }: Build): Build | undefined {
  if (isEndedBuildStatus(build.status)) return undefined;
  return {
    ...build,
    steps,
    ...(output && { output }),
    summaryMarkdown: build.cancelTime
      ? build.summaryMarkdown
      : summaryMarkdown.slice(0, MAX_SUMMARY),
  };
}

function timeOf(time: Build['createTime'], { clock }: BuildbucketOptions): number {
  return time ? millisecondsOf(time) : clock.now();
}

/** False if there is nothing to wait for any more. */
async function reach(
  { clock }: BuildbucketOptions,
  time: number,
  signal: AbortSignal,
): Promise<boolean> {
  await clock.sleep(time - clock.now(), signal).catch(() => {});
  return !signal.aborted;
}
