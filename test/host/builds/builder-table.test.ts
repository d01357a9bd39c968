import assert from 'node:assert/strict';
import { builderRow, readBuilderTable } from '../../../host/builds/builder-table.ts';

describe('the table of builders', () => {
  const { rows, problems } = readBuilderTable(
    {
      '*': 'make all',
      'infra/*': ['make', 'infra things'],
      'infra/*/linux': { seconds: 2.5, outcome: 'FAILURE' },
      'infra/ci/*': {},
      'infra/ci/linux': 'sh -c "exit 1"',
    },
    'posix',
  );

  it('has no problems', () => assert.deepEqual(problems, []));

  const FOUND: readonly (readonly [builder: string, build: object])[] = [
    ['infra/ci/linux', { kind: 'command', command: ['sh', '-c', 'exit 1'] }],
    ['infra/try/linux', { kind: 'model', durationMs: 2500, outcome: 'FAILURE' }],
    ['infra/ci/mac', { kind: 'model', durationMs: 1000, outcome: 'SUCCESS' }],
    ['infra/try/mac', { kind: 'command', command: ['make', 'infra things'] }],
    ['v8/ci/linux', { kind: 'command', command: ['make', 'all'] }],
  ];
  for (const [builder, build] of FOUND) {
    it(builder, () => assert.deepEqual(builderRow({ rows, problems }, builder)?.build, build));
  }

  it('may say nothing about a builder', () => {
    const table = readBuilderTable({ 'a/b/c': 'make' }, 'posix');
    for (const builder of ['a/b/d', 'A/b/c', 'a/b/c/d', '']) {
      assert.equal(builderRow(table, builder), undefined);
    }
  });

  it('is empty without a setting', () => {
    for (const setting of [undefined, null, {}]) {
      assert.deepEqual(readBuilderTable(setting, 'posix'), { rows: [], problems: [] });
    }
  });

  const PROBLEMS: readonly (readonly [setting: unknown, problem: string])[] = [
    [[], 'The builders are an object whose names are patterns, such as {"infra/ci/*": "make"}.'],
    [
      'make',
      'The builders are an object whose names are patterns, such as {"infra/ci/*": "make"}.',
    ],
    [{ a: '' }, 'Builder a: The command is empty: write the program to run.'],
    [
      { a: [1] },
      'Builder a: A command is a text or a list of texts, such as ["python3", "build.py"].',
    ],
    [
      { a: 1 },
      'Builder a: write a command, or an object such as {"seconds": 5, "outcome": "SUCCESS"}.',
    ],
    [
      { a: null },
      'Builder a: write a command, or an object such as {"seconds": 5, "outcome": "SUCCESS"}.',
    ],
    [{ a: { seconds: -1 } }, 'Builder a: seconds is a number from 0 to 2592000.'],
    [{ a: { seconds: '5' } }, 'Builder a: seconds is a number from 0 to 2592000.'],
    [
      { a: { outcome: 'CANCELED' } },
      'Builder a: outcome is one of SUCCESS, FAILURE, INFRA_FAILURE.',
    ],
    [
      { a: { result: 'x' } },
      'Builder a: there is no "result": a modelled build has seconds and outcome.',
    ],
  ];
  for (const [setting, problem] of PROBLEMS) {
    it(`says what is wrong: ${JSON.stringify(setting)}`, () => {
      assert.deepEqual(readBuilderTable(setting, 'posix'), { rows: [], problems: [problem] });
    });
  }

  it('keeps what is right beside what is wrong', () => {
    const table = readBuilderTable({ 'a/*': 'make "', 'b/*': 'make' }, 'posix');
    assert.deepEqual([table.rows.length, table.problems.length], [1, 1]);
  });
});
