import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { nodeClock } from '../../../host/node/clock.ts';
import { processTable } from '../../../host/processes/process-table.ts';
import { type ProcessEnd, runProcess } from '../../../host/processes/run-process.ts';
import { COMPILE_CACHE } from '../../compile-cache.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { GUARD } from './guard-program.ts';
import { Witness } from './witness.ts';

const TREE = path.join(import.meta.dirname, 'tree-process.ts');
const PARENT = path.join(import.meta.dirname, 'parent-process.ts');

describe('a tree of processes', () => {
  const newFolder = temporaryFolders();
  let folder: string;
  let witness: Witness;

  beforeEach(() => {
    folder = newFolder();
    witness = new Witness(folder);
  });
  afterEach(() => witness.close());

  const tree = (depth: number, ...traits: string[]) => [
    ...[process.execPath, TREE, witness.socket],
    ...[String(depth), ...traits],
  ];

  function run(command: readonly string[], signal: AbortSignal): Promise<ProcessEnd> {
    return runProcess({
      ...{ command, folder, signal, guard: GUARD, clock: nodeClock, graceMs: 500 },
      env: { PATH: process.env['PATH'] ?? '', ...COMPILE_CACHE },
      onLine: () => {},
    });
  }

  const CANCELED: readonly (readonly [what: string, traits: readonly string[], signal: string])[] =
    [
      ['of three', [], 'SIGTERM'],
      ['of three that do not listen', ['stubborn'], 'SIGKILL'],
      ['of three that write all the time', ['chatty'], 'SIGTERM'],
      ['of three with a group and session each', ['detached'], 'SIGTERM'],
      ['of three that do neither', ['detached', 'stubborn'], 'SIGKILL'],
    ];
  for (const [what, traits, signal] of CANCELED) {
    it(`${what} is gone as a whole when it is canceled`, async () => {
      const abort = new AbortController();
      const ended = run(tree(2, ...traits), abort.signal);
      await witness.seen(3);
      abort.abort();
      assert.deepEqual(await ended, { kind: 'killed', signal });
      await witness.allGone();
    });
  }

  const LEFT: readonly (readonly [what: string, traits: readonly string[]])[] = [
    ['that writes', ['chatty']],
    ['that does not listen', ['stubborn', 'chatty']],
    ['with a group and session of its own', ['detached', 'chatty']],
  ];
  for (const [what, traits] of LEFT) {
    it(`ends with its first process, though one is left ${what}`, async () => {
      const ended = run(tree(2, 'leave', ...traits), new AbortController().signal);
      await witness.seen(3);
      witness.dismiss();
      assert.deepEqual(await ended, { kind: 'exited', code: 7 });
      await witness.allGone();
    });
  }

  /** As the editor, which somebody kills. */
  function startParent(depth: number, ...traits: string[]): ChildProcess {
    const args = [PARENT, folder, ...tree(depth, ...traits)];
    return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  }

  for (const traits of [[], ['stubborn'], ['chatty'], ['detached', 'stubborn']]) {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      it(`of ${traits.join(', ') || 'ordinary'} processes does not outlive a parent that gets ${signal}`, async () => {
        const parent = startParent(2, ...traits);
        await witness.seen(3);
        parent.kill(signal);
        await witness.allGone();
      });
    }
  }

  it('does not outlive its guard, and is reported lost', async () => {
    const ended = run(tree(2), new AbortController().signal);
    const [root = 0] = await witness.seen(3);
    const table = await processTable('NO=mark');
    const guard = table.find(({ pid }) => pid === root)?.parent ?? assert.fail('no parent');
    process.kill(guard, 'SIGKILL');
    assert.deepEqual(await ended, { kind: 'lost', reason: '' });
    await witness.allGone();
  });
});
