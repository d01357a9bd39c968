import assert from 'node:assert/strict';
import { type ProcessRow, treeMembers } from '../../../host/processes/process-tree.ts';
import { assertLinearTime } from '../../linear-time.ts';

/** `pid<parent`, then what else there is: `g` group, `s` session, `!` marked, `z` a zombie. */
const TABLE: readonly (readonly [what: string, table: string, members: readonly number[]])[] = [
  ['nobody', '1<0 7<1', []],
  ['the program alone', '1<0 10<9', [10]],
  ['children and theirs', '1<0 11<10 10<9 12<11 13<2', [11, 10, 12]],
  ['a child whose parent has ended, by its group', '11<1g10 12<11', [11, 12]],
  ['by its session, with a group of its own', '11<1g11s10', [11]],
  ['by its mark alone', '11<1g11s11! 12<1g12s12', [11]],
  ['what a marked one has started', '11<1g11s11! 12<11g12s12', [11, 12]],
  ['one that was known', '20<1g20s20 21<20', [20, 21]],
  ['who has ended does not count, what it has started does', '10<9z 11<10', [11]],
  [
    'circles, which a table read in the middle of changes may have',
    '10<12 11<10 12<11',
    [10, 11, 12],
  ],
  ['who is its own parent', '0<0 10<0', [10]],
];

describe('the tree of process 10, of which 20 is known', () => {
  for (const [what, table, members] of TABLE) {
    it(`has ${what}`, () => {
      const rows = table.split(' ').map(row);
      assert.deepEqual(treeMembers(rows, { root: 10, known: new Set([20, 30]) }), members);
    });
  }

  it('is found in linear time', () => {
    const chain = (size: number) =>
      Array.from({ length: size }, (_, i) => row(`${i + 10}<${i + 9}`)).reverse();
    assertLinearTime(100_000, chain, (rows) => treeMembers(rows, { root: 10, known: new Set() }));
  });
});

function row(text: string): ProcessRow {
  const [, pid, parent, group, session, marks = ''] =
    /^(\d+)<(\d+)(?:g(\d+))?(?:s(\d+))?([!z]*)$/.exec(text) ?? assert.fail(text);
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group ?? 0),
    session: Number(session ?? 0),
    isMarked: marks.includes('!'),
    isZombie: marks.includes('z'),
  };
}
