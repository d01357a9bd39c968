// One invocation in an engine of its own, shown on the terminal.

import { nodeWorld } from '../client/runner/node-world.ts';
import { formatLogLine } from '../src/engine/debug-log.ts';
import { Engine } from '../src/engine/engine.ts';
import type { Invocation } from '../src/engine/invocation.ts';
import { MemoryStore } from '../src/engine/memory-store.ts';
import { interactiveTiming } from '../src/engine/timing.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import { projectOf } from '../src/task/ids.ts';
import type { JobDefinition } from '../src/task/job-definition.ts';
import type { Request } from '../src/task/request.ts';
import { isFinal } from '../src/task/status.ts';
import { terminalText } from './terminal-text.ts';

/**
 * Runs the job once. Its log goes to standard output line by line, then its final status and duration.
 * SIGINT or SIGTERM aborts it; the second one ends the process.
 * @return the Invocation in its final state
 */
export async function runInvocation(
  definition: JobDefinition,
  request: Request,
): Promise<Invocation> {
  const world = nodeWorld();
  let onEnd: (invocation: Invocation) => void;
  const ended = new Promise<Invocation>((resolve) => {
    onEnd = resolve;
  });
  const engine = new Engine({
    world,
    store: new MemoryStore(),
    registry: builtinManagers(world),
    timing: interactiveTiming,
    listener: {
      debugLog: (_jobId, _invocationId, { time, text }) =>
        process.stdout.write(formatLogLine(time, terminalText(text.replaceAll('\r\n', '\n')))),
      invocationChanged: (invocation) => {
        if (isFinal(invocation.status)) onEnd(invocation);
      },
    },
  });

  const { jobId } = definition;
  await engine.updateProjectJobs(projectOf(jobId), [definition]);
  const stop = new AbortController();
  const running = engine.run(stop.signal);
  const invocationId = await engine.startInvocation(jobId, request);
  const ignoreSignals = onInterrupt(() => engine.abortInvocation(jobId, invocationId, IDENTITY));
  try {
    // The engine does not return before it is told to: if it fails, that is the answer.
    const invocation = await Promise.race([ended, running.then(() => ended)]);
    process.stdout.write(`${finalLine(invocation)}\n`);
    return invocation;
  } finally {
    ignoreSignals();
    stop.abort();
    await running;
  }
}

/** Who aborts, as the log names them. */
const IDENTITY = 'user:cli';

/** Such as `SUCCEEDED in 1.203 s`. */
function finalLine({ status, started, finished }: Invocation): string {
  return `${status} in ${((finished ?? started) - started) / 1000} s`;
}

/** Calls `abort` on the first SIGINT or SIGTERM. Returns how to stop that. */
function onInterrupt(abort: () => Promise<void>): () => void {
  let interrupted = false;
  const onSignal = () => {
    if (interrupted) process.exit(1);
    interrupted = true;
    process.stderr.write('Aborting the invocation; press Ctrl-C again to leave at once.\n');
    abort().catch((error) => process.stderr.write(`Cannot abort: ${error.message}\n`));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
