// Time from a click on Run to the Manager's launchTask: a language server in a process of its own is asked for the
// job, and the runner starts it.

import { nodeWorld } from '../../host/node/world.ts';
import { Runner } from '../../host/runner/runner.ts';
import { definitionFromJson, RUN_METHODS, type RunAnswer } from '../../src/language/language.ts';
import type { Manager } from '../../src/task/manager.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { createNoopManager } from '../../src/task/noop/manager.ts';
import { benchServer } from './bench-server.ts';

const URI = 'file:///luci-scheduler.cfg';
const JOB = 'a-job-for-the-bench';

/** Milliseconds of each click on a job at the end of `text`, the first one first. */
export async function clicksToLaunch(text: string, count: number): Promise<readonly number[]> {
  const server = await benchServer({ options: { runsHere: ['noop'] } });
  await server.open(URI, `${text}\njob { id: "${JOB}" noop { sleep_ms: -1 } }\n`);
  // The click comes when the editor has shown what is wrong, or that nothing is.
  await server.request('textDocument/documentSymbol', URI);

  const world = nodeWorld();
  let launched = () => {};
  const noop = createNoopManager(world);
  const manager: Manager = {
    ...(noop as Manager),
    launchTask: (ctl, signal) => {
      launched();
      return (noop as Manager).launchTask(ctl, signal);
    },
  };
  const registry = new ManagerRegistry().register(manager);
  const runner = new Runner({ world, registry, identity: 'user:bench', onEvent: () => {} });

  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const launch = new Promise<void>((resolve) => {
      launched = resolve;
    });
    const start = performance.now();
    const params = { textDocument: { uri: URI }, id: JOB };
    const answer = await server.connection.sendRequest<RunAnswer>(RUN_METHODS.run, params);
    if (!answer.ok) throw new Error(answer.refusal.message);
    await runner.start(definitionFromJson(answer.definition));
    await launch;
    times.push(performance.now() - start);
  }
  await runner.stop();
  await server.stop();
  return times;
}
