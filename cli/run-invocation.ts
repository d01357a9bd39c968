// A run in the terminal: the invocation and, if it is wanted, those that its triggers start; Ctrl-C; the end.

import type { EngineCompanion } from '../host/runner/engine-companion.ts';
import type { JobRun } from '../host/runner/job-run.ts';
import { Runner, type RunnerEvent, type RunnerWorld } from '../host/runner/runner.ts';
import type { Invocation } from '../src/engine/invocation/invocation.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import type { InvocationId, JobId } from '../src/task/ids.ts';
import { isFinal } from '../src/task/status.ts';
import { errorText } from '../src/text/wording.ts';
import { onReaderGone } from './reader-gone.ts';
import type { RunOutput } from './run-output.ts';
import { terminalLine, terminalText } from './terminal-text.ts';

export interface RunSettings {
  readonly world: RunnerWorld;
  readonly companion: EngineCompanion;
  /** With `receivers`: those are run, too, if they are triggered. */
  readonly run: JobRun;
  /** The file where invocations are kept; what is in flight there goes on while this runs. */
  readonly store: string | undefined;
  readonly output: RunOutput;
}

/**
 * Runs the job once. SIGINT or SIGTERM aborts what runs; the second one ends the process. It is aborted as well when
 * nobody reads standard output any more.
 * @return the invocation in its final state, and then those that it has started, each one in its own
 */
export async function runInvocation({
  world,
  companion,
  run,
  store,
  output,
}: RunSettings): Promise<readonly Invocation[]> {
  const { definition, receivers = [], ...more } = run;
  const followed = new FollowedInvocations(output);
  const runner = new Runner({
    world,
    companion,
    registry: builtinManagers(world),
    identity: 'user:cli',
    ...(store !== undefined && { file: store }),
    onEvent: (event) => followed.add(event),
    onFileProblem: (message) => process.stderr.write(`luci-jobs run: ${terminalLine(message)}\n`),
  });
  const started = runner.start(definition, { ...more, receivers });
  const ignoreSignals = onInterrupt(async () => {
    await started;
    await followed.abortAll((id) => runner.abort(id));
  });
  try {
    followed.follow(await started);
    await followed.settled();
    const jobIds = new Set<JobId>([definition, ...receivers].map(({ jobId }) => jobId));
    while (receivers.length > 0 && (await runner.hasWork(jobIds))) {
      await world.clock.sleep(WORK_POLL_MS);
    }
    await followed.settled();
    return followed.all();
  } finally {
    ignoreSignals();
    await runner.stop();
  }
}

/** How often to look whether there is anything to wait for, in ms. */
const WORK_POLL_MS = 100;

type InvocationEvent = Extract<RunnerEvent, { readonly kind: 'changed' | 'log' }>;

/** One invocation among those of all that a store has, from its first event on, and those that its triggers start. */
class FollowedInvocations {
  readonly #output: RunOutput;
  readonly #followed = new Map<InvocationId, Invocation>();
  /** Come before it was known which invocation it is. */
  #early: RunnerEvent[] | undefined = [];
  #root: InvocationId | undefined;
  /** How many of them have ended, and all of their output is there. */
  #ended = 0;
  #abort: ((id: InvocationId) => Promise<void>) | undefined;
  #waiting: (() => void)[] = [];

  constructor(output: RunOutput) {
    this.#output = output;
  }

  add(event: RunnerEvent): void {
    if (this.#early) this.#early.push(event);
    else if (event.kind !== 'removed') this.#receive(event);
  }

  follow(id: InvocationId): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    this.#root = id;
    for (const event of early) this.add(event);
  }

  /** In the order in which they came to be known, the one that was started first. */
  all(): readonly Invocation[] {
    return [...this.#followed.values()];
  }

  /** Resolves when none of those that are known runs. */
  async settled(): Promise<void> {
    while (this.#followed.size === 0 || this.#ended < this.#followed.size)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Those that begin from now on, too. */
  async abortAll(abort: (id: InvocationId) => Promise<void>): Promise<void> {
    this.#abort = abort;
    const running = this.all().filter(({ status }) => !isFinal(status));
    await Promise.all(running.map(({ id }) => abort(id)));
  }

  #receive(event: InvocationEvent): void {
    const id = event.kind === 'log' ? event.id : event.record.invocation.id;
    const known = this.#followed.get(id);
    if (event.kind === 'log') {
      if (known) this.#output.event(event, known);
      return;
    }
    const { invocation } = event.record;
    if (!known && !this.#isOurs(invocation)) return;
    this.#followed.set(id, invocation);
    this.#output.event(event, invocation);
    if (!known) void this.#abort?.(id).catch(() => {});
    const hasEnded = isFinal(invocation.status) && !(known && isFinal(known.status));
    // Its last lines come with this very change.
    if (hasEnded) queueMicrotask(() => this.#end(invocation));
  }

  #end(invocation: Invocation): void {
    this.#ended++;
    this.#output.ended(invocation);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #isOurs({ id, incomingTriggers }: Invocation): boolean {
    return (
      id === this.#root ||
      incomingTriggers.some(
        ({ invocationId }) => invocationId !== undefined && this.#followed.has(invocationId),
      )
    );
  }
}

/**
 * Calls `abortRun` on the first SIGINT or SIGTERM, and when nobody reads standard output any more, as `head` after its
 * last line. Returns how to stop that.
 */
function onInterrupt(abortRun: () => Promise<void>): () => void {
  const abort = () => {
    abortRun().catch((error) => {
      process.stderr.write(`Cannot abort: ${terminalText(errorText(error))}\n`);
    });
  };
  let interrupted = false;
  const onSignal = () => {
    if (interrupted) process.exit(1);
    interrupted = true;
    process.stderr.write('Aborting the invocation; press Ctrl-C again to quit at once.\n');
    abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const stopWatching = onReaderGone(process.stdout, abort);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    stopWatching();
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
