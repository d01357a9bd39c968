import assert from 'node:assert/strict';
import { scoreLines, tallyOf } from './score.ts';

const report = (...statuses: string[]) => ({
  files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) }, 'b.ts': { mutants: [] } },
});

describe('the mutation score', () => {
  it('counts what ran, and takes a test that hangs for one that fails', () => {
    const all = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'];
    assert.deepEqual(tallyOf(report(...all)), { noticed: 2, unnoticed: 2, score: 50 });
    assert.deepEqual(tallyOf(report('Ignored')), { noticed: 0, unnoticed: 0, score: 100 });
  });

  it('is told for each part and for all that were measured, never rounded up', () => {
    const parts = [
      { name: 'engine', tally: undefined },
      { name: 'host', tally: { noticed: 8996, unnoticed: 1004, score: 89.96 } },
      { name: 'rules', tally: { noticed: 4, unnoticed: 0, score: 100 } },
    ];
    assert.deepEqual(scoreLines(parts), [
      'engine  not measured',
      'host     89.9 %  8996 of 10000 mutants noticed',
      'rules   100.0 %  4 of 4 mutants noticed',
      'total    89.9 %  9000 of 10004 mutants noticed',
    ]);
    assert.deepEqual(scoreLines(parts.slice(0, 1)), [
      'engine  not measured',
      'total   not measured',
    ]);
  });
});
