import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { taskkillArguments } from '../../../host/processes/end-processes.ts';
import {
  processTable,
  readPs,
  readStat,
  readWindowsTable,
} from '../../../host/processes/process-table.ts';

describe('a table of processes', () => {
  it('has this process and those that it starts, by their groups', async () => {
    const child = spawn('sleep', ['1000'], {
      detached: true,
      env: { ...process.env, MARK: 'a b' },
    });
    try {
      await once(child, 'spawn');
      const table = await processTable('MARK=a b');
      const row = table.find(({ pid }) => pid === child.pid) ?? assert.fail('it is not there');
      assert.equal(row.parent, process.pid);
      assert.equal(row.group, child.pid);
      assert.equal(row.isZombie, false);
      if (process.platform === 'linux') assert.equal(row.isMarked, true);
      assert.equal(table.find(({ pid }) => pid === process.pid)?.isMarked, false);
    } finally {
      child.kill('SIGKILL');
    }
  });

  const STATS: readonly (readonly [stat: string, row: ReturnType<typeof readStat>])[] = [
    [
      '12 (sh) S 3 4 5 34816 12 4194304 0',
      { pid: 12, parent: 3, group: 4, session: 5, isZombie: false },
    ],
    [
      '12 (a) R 1 (b\n) c) Z 3 4 5 0 -1 0',
      { pid: 12, parent: 3, group: 4, session: 5, isZombie: true },
    ],
    ['', undefined],
    ['12 (sh', undefined],
  ];
  for (const [stat, row] of STATS) {
    it(`of Linux: ${JSON.stringify(stat)}`, () => assert.deepEqual(readStat(stat), row));
  }

  it('of ps', () => {
    const other = { session: 0, isMarked: false };
    assert.deepEqual(
      readPs('    1     0     1 Ss\n 4242     1   400 R+\n   77    42    42 Z\n\nx\n'),
      [
        { pid: 1, parent: 0, group: 1, isZombie: false, ...other },
        { pid: 4242, parent: 1, group: 400, isZombie: false, ...other },
        { pid: 77, parent: 42, group: 42, isZombie: true, ...other },
      ],
    );
  });

  it('of Windows', () => {
    const other = { group: 0, session: 0, isZombie: false, isMarked: false };
    assert.deepEqual(readWindowsTable('0 0\r\n4 0\r\n1234 4\r\n\r\n'), [
      { pid: 0, parent: 0, ...other },
      { pid: 4, parent: 0, ...other },
      { pid: 1234, parent: 4, ...other },
    ]);
  });
});

describe('arguments of taskkill', () => {
  it('are for trees, politely or not', () => {
    assert.deepEqual(taskkillArguments([1, 22], false), ['/T', '/PID', '1', '/PID', '22']);
    assert.deepEqual(taskkillArguments([1], true), ['/F', '/T', '/PID', '1']);
  });
});
