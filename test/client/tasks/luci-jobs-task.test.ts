import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_TABLE } from '../../../cli/command-table.ts';
import { findingText, linesOf } from '../../../cli/finding-text.ts';
import { beginLine, endLine } from '../../../cli/watch/watch-lines.ts';
import { offeredTasks, TASK_TYPE, taskOf } from '../../../client/tasks/luci-jobs-task.ts';
import { ROOT } from '../../../scripts/paths.ts';
import type { Finding } from '../../../src/language/language.ts';
import { SEVERITIES } from '../../../src/language/language.ts';

const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

describe('the tasks of type luci-jobs', () => {
  it('are these, without a tasks.json', () => {
    assert.deepEqual(
      offeredTasks().map(({ name, args, isBackground, problemMatcher, isBuild }) => ({
        name,
        args,
        isBackground,
        problemMatcher,
        isBuild,
      })),
      [
        {
          name: 'validate',
          args: ['validate'],
          isBackground: false,
          problemMatcher: '$luci-jobs',
          isBuild: true,
        },
        {
          name: 'validate --watch',
          args: ['validate', '--watch'],
          isBackground: true,
          problemMatcher: '$luci-jobs-watch',
          isBuild: true,
        },
        {
          name: 'format --check',
          args: ['format', '--check'],
          isBackground: false,
          problemMatcher: undefined,
          isBuild: false,
        },
      ],
    );
    for (const { detail } of offeredTasks()) assert.ok(detail);
  });

  const rows: readonly (readonly [
    definition: object,
    name: string | undefined,
    matcher?: string,
  ])[] = [
    [
      { command: 'validate', args: ['infra', '--max-warnings', '0'] },
      'validate infra --max-warnings 0',
      '$luci-jobs',
    ],
    [{ command: 'validate', args: ['--format', 'json'] }, 'validate --format json'],
    [{ command: 'validate', args: ['--format=github'] }, 'validate --format=github'],
    [{ command: 'validate', args: ['--statistics'] }, 'validate --statistics'],
    [
      { command: 'format', args: ['--watch', '--check'] },
      'format --watch --check',
      '$luci-jobs-watch',
    ],
    [{ command: 'list', args: ['a.cfg'] }, 'list a.cfg'],
    [{ command: 'run', args: [] }, 'run'],
    [{ command: 'validate' }, 'validate', '$luci-jobs'],
    [{}, undefined],
    [{ command: '' }, undefined],
    [{ command: ['validate'] }, undefined],
    [{ command: 'validate', args: '--watch' }, undefined],
    [{ command: 'validate', args: [1] }, undefined],
    [{ command: 'validate', args: null }, undefined],
    [{ type: 'other', command: 'validate' }, undefined],
  ];
  for (const [definition, name, matcher] of rows) {
    it(`${JSON.stringify(definition)}: ${name}`, () => {
      const whole = { type: TASK_TYPE, ...definition };
      const task = taskOf(whole);
      assert.equal(task?.name, name);
      assert.equal(task?.problemMatcher, matcher);
      if (task) assert.equal(task.definition, whole);
    });
  }

  it('have the shape that package.json describes', () => {
    const [{ type, required, properties }] = contributes.taskDefinitions;
    assert.equal(type, TASK_TYPE);
    assert.deepEqual(required, ['command']);
    assert.deepEqual(Object.keys(properties), ['command', 'args']);
    for (const command of properties.command.enum) assert.ok(command in COMMAND_TABLE, command);
    const options = offeredTasks().flatMap(({ args: [command = '', ...args] }) =>
      args.map((arg) => [command, arg.slice(2)] as const),
    );
    for (const [command, option] of options) {
      assert.ok(Object.keys(COMMAND_TABLE[command]?.options ?? {}).includes(option), option);
    }
  });
});

interface Matcher {
  readonly name: string;
  readonly owner: string;
  readonly severity: string;
  readonly pattern: string;
  readonly background?: {
    readonly activeOnStart: boolean;
    readonly beginsPattern: string;
    readonly endsPattern: string;
  };
}

describe('the problem matchers', () => {
  const matchers: readonly Matcher[] = contributes.problemMatchers;
  const [pattern] = contributes.problemPatterns;

  /** As the editor reads a line. */
  function problemIn(line: string) {
    const match = new RegExp(pattern.regexp).exec(line);
    const part = (name: string) => match?.[pattern[name]];
    return (
      match && {
        file: part('file'),
        line: Number(part('line')),
        column: Number(part('column')),
        severity: part('severity'),
        message: part('message'),
        code: part('code'),
      }
    );
  }

  const finding: Finding = {
    code: 'lint-job-copied',
    severity: 'warning',
    message: 'Job "b" [or so] starts: the same.',
    path: [],
    range: { start: { line: 11, character: 2 }, end: { line: 11, character: 5 } },
    related: [
      {
        message: 'The other one.',
        range: { start: { line: 1, character: 1 }, end: { line: 1, character: 2 } },
      },
    ],
  };

  for (const file of [
    'luci-scheduler.cfg',
    'a b/c: d/luci-scheduler.cfg',
    '/home/jörg/x:1:2/luci-scheduler.cfg',
    'C:\\Users\\Jane Doe\\luci-scheduler.cfg',
    '\\\\server\\share\\luci-scheduler.cfg',
  ]) {
    for (const severity of SEVERITIES) {
      for (const afterTextError of [false, true]) {
        it(`read ${file}, ${severity}${afterTextError ? ', after a text error' : ''}`, () => {
          const told = {
            ...finding,
            severity,
            ...(afterTextError && { afterTextError: true as const }),
          };
          const text = findingText(file, linesOf('job: 1:2: error: x [y]\n'.repeat(20)), told, {
            color: false,
          });
          const found = text.split('\n').flatMap((line) => problemIn(line) ?? []);
          const { code, message } = finding;
          assert.deepEqual(found, [{ file, line: 12, column: 3, severity, message, code }]);
        });
      }
    }
  }

  it('take what the editor has no name for as information', () => {
    // Its names are error, warning and info; it knows what a hint is, and takes the rest for what the matcher says.
    for (const { severity } of matchers) assert.equal(severity, 'info');
  });

  it('know when a check in the background begins and ends', () => {
    const { background } = matchers.find(({ name }) => name === 'luci-jobs-watch') ?? {};
    assert.ok(background);
    const time = new Date(2026, 0, 1, 4, 5, 6);
    const isBegin = (line: string) => new RegExp(background.beginsPattern).test(line.trimEnd());
    const isEnd = (line: string) => new RegExp(background.endsPattern).test(line.trimEnd());
    const ends = [undefined, '1 error, 2 warnings in 3 files (use --hints to show hints)'];
    assert.ok(isBegin(beginLine(time)) && !isEnd(beginLine(time)), beginLine(time));
    for (const line of ends.map((summary) => endLine(time, summary))) {
      assert.ok(isEnd(line) && !isBegin(line), line);
    }
    for (const line of ['  [04:05:06] checking configs', '  # [04:05:06] watching for changes'])
      assert.ok(!isBegin(line) && !isEnd(line), line);
    assert.equal(background.activeOnStart, true);
  });

  it('are those that tasks name', () => {
    const names = matchers.map(({ name }) => `$${name}`);
    assert.deepEqual(names, ['$luci-jobs', '$luci-jobs-watch']);
    for (const { problemMatcher } of offeredTasks())
      if (problemMatcher) assert.ok(names.includes(problemMatcher));
  });

  it('share an owner with the findings of configs that are not open, so that neither stands beside the other', () => {
    const source = readFileSync(path.join(ROOT, 'client/workspace-diagnostics.ts'), 'utf8');
    for (const { owner } of matchers) {
      assert.ok(source.includes(`createDiagnosticCollection('${owner}')`), owner);
    }
  });
});
