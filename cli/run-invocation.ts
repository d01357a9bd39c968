// An invocation in the terminal: its log as it comes, Ctrl-C, and its final status.

import { nodeWorld } from '../host/node/world.ts';
import { Runner, type RunnerEvent } from '../host/runner/runner.ts';
import type { Invocation } from '../src/engine/invocation/invocation.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import type { InvocationId } from '../src/task/ids.ts';
import type { JobDefinition } from '../src/task/job-definition.ts';
import type { Struct } from '../src/task/request.ts';
import { isFinal } from '../src/task/status.ts';
import { errorText } from '../src/text/wording.ts';
import { onReaderGone } from './reader-gone.ts';
import { terminalLog } from './terminal-log.ts';
import { terminalLine, terminalText, wantsColor } from './terminal-text.ts';

/**
 * Runs the job once. Its log goes to standard output line by line, then its final status and duration.
 * SIGINT or SIGTERM aborts it; the second one ends the process. It is aborted as well when nobody reads
 * standard output any more.
 * @param store the file where it is kept; what is in flight there goes on while this runs
 * @return the Invocation in its final state
 */
export async function runInvocation(
  definition: JobDefinition,
  properties: Struct,
  store: string | undefined,
): Promise<Invocation> {
  const world = nodeWorld();
  const show = logPrinter();
  let onEnd: (invocation: Invocation) => void;
  const ended = new Promise<Invocation>((resolve) => {
    onEnd = resolve;
  });
  const receive = (event: RunnerEvent) => {
    show(event);
    if (event.kind !== 'changed') return;
    const { invocation } = event.record;
    if (isFinal(invocation.status)) onEnd(invocation);
  };
  const events = new OneInvocationEvents(receive);
  const runner = new Runner({
    world,
    registry: builtinManagers(world),
    identity: 'user:cli',
    ...(store !== undefined && { file: store }),
    onEvent: (event) => events.add(event),
    onFileProblem: (message) => process.stderr.write(`luci-jobs run: ${terminalLine(message)}\n`),
  });
  const started = runner.start(definition, properties);
  const ignoreSignals = onInterrupt(async () => runner.abort(await started));
  try {
    events.follow(await started);
    const invocation = await ended;
    process.stdout.write(`${finalLine(invocation)}\n`);
    return invocation;
  } finally {
    ignoreSignals();
    await runner.stop();
  }
}

/** The events of one invocation among those of all that a store has, from the first one on. */
class OneInvocationEvents {
  readonly #receive: (event: RunnerEvent) => void;
  #id: InvocationId | undefined;
  /** Come before it was known which invocation it is. */
  #early: RunnerEvent[] = [];

  constructor(receive: (event: RunnerEvent) => void) {
    this.#receive = receive;
  }

  add(event: RunnerEvent): void {
    if (this.#id === undefined) this.#early.push(event);
    else if (isAbout(event, this.#id)) this.#receive(event);
  }

  follow(id: InvocationId): void {
    this.#id = id;
    for (const event of this.#early) this.add(event);
    this.#early = [];
  }
}

function isAbout(event: RunnerEvent, id: InvocationId): boolean {
  if (event.kind === 'changed') return event.record.invocation.id === id;
  return event.kind === 'log' && event.id === id;
}

/** Shows each line of the log once, as it comes. */
function logPrinter(): (event: RunnerEvent) => void {
  const color = wantsColor(process.stdout);
  let shown = '';
  return (event) => {
    if (event.kind !== 'log') return;
    // What is stored in the end may have been cut; all of it has been shown then.
    const log = shown.slice(0, event.start) + event.text;
    if (log.startsWith(shown)) process.stdout.write(terminalLog(log.slice(shown.length), color));
    shown = log;
  };
}

/** Such as `SUCCEEDED in 1.203 s`. */
function finalLine({ status, started, finished }: Invocation): string {
  return `${status} in ${((finished ?? started) - started) / 1000} s`;
}

/**
 * Aborts the invocation on the first SIGINT or SIGTERM, and when nobody reads its log any more, as `head` after its
 * last line. Returns how to stop that.
 */
function onInterrupt(abortInvocation: () => Promise<void>): () => void {
  const abort = () => {
    abortInvocation().catch((error) => {
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
