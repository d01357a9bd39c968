import assert from 'node:assert/strict';
import {
  type BuilderPlan,
  DEFAULT_PLAN,
  parseBuilderOption,
  parseBuilderSetting,
  planOf,
} from '../../../host/builders/builder-table.ts';

function shown(plan: BuilderPlan): string {
  return plan.kind === 'model'
    ? `${plan.outcome} after ${plan.durationMs}`
    : `run ${plan.command.join('|')}`;
}

const model = (durationMs: number): BuilderPlan => ({
  kind: 'model',
  durationMs,
  outcome: 'SUCCESS',
});

describe('the builder table', () => {
  const PLANS: readonly [rows: string, duration: number | undefined][] = [
    ['', undefined],
    ['* 1', 1],
    ['chromium/* 1', 1],
    ['v8/* 1', undefined],
    ['chromium/ci/linux 1', 1],
    ['chromium/ci/Linux 1', undefined],
    ['* 1, chromium/* 2, chromium/ci/linux 3', 3],
    ['* 1, chromium/* 2, chromium/ci/l* 3', 3],
    ['*/linux 1, chromium/ci/* 2', 2],
    ['*x 1, chromium/*/l*x 2', 2],
    ['chromium/* 1, */ci/linu 2', 1],
  ];
  for (const [text, durationMs] of PLANS) {
    it(`${text || 'nothing said'}: ${durationMs ?? 'the default'}`, () => {
      const rows = text.split(', ').flatMap((row) => {
        const [builders = '', ms] = row.split(' ');
        return ms === undefined ? [] : [{ builders, plan: model(Number(ms)) }];
      });
      const plan = planOf(rows, { project: 'chromium', bucket: 'ci', builder: 'linux' });
      assert.deepEqual(plan, durationMs === undefined ? DEFAULT_PLAN : model(durationMs));
    });
  }

  const SETTINGS: readonly [builders: string, value: unknown, plan: string][] = [
    ['a/b/c', {}, 'SUCCESS after 5000'],
    ['a/b/*', { durationSec: 0 }, 'SUCCESS after 0'],
    ['*', { outcome: 'FAILURE', durationSec: 0.5 }, 'FAILURE after 500'],
    ['*', { command: 'make "all of it"' }, 'run make|all of it'],
    ['*', { command: ['make', ''] }, 'run make|'],
    [
      'a/b',
      {},
      '"a/b": a builder is named PROJECT/BUCKET/BUILDER, and * stands for any part of that',
    ],
    ['', {}, '"": a builder is named PROJECT/BUCKET/BUILDER, and * stands for any part of that'],
    ['*', 1, '"*": say a command, or a durationSec and an outcome'],
    ['*', null, '"*": say a command, or a durationSec and an outcome'],
    ['*', ['make'], '"*": say a command, or a durationSec and an outcome'],
    ['*', { commands: 'x' }, '"*": there is no "commands" here'],
    ['*', { command: '' }, '"*": The command is empty: write the program to run'],
    ['*', { durationSec: -1 }, '"*": durationSec is a number of seconds from 0 to 86400'],
    ['*', { durationSec: 1e9 }, '"*": durationSec is a number of seconds from 0 to 86400'],
    ['*', { durationSec: '5' }, '"*": durationSec is a number of seconds from 0 to 86400'],
    ['*', { outcome: 'success' }, '"*": outcome is SUCCESS, FAILURE, INFRA_FAILURE or CANCELED'],
  ];
  for (const [builders, value, plan] of SETTINGS) {
    it(`the setting "${builders}": ${JSON.stringify(value)}`, () => {
      const parsed = parseBuilderSetting(builders, value, 'posix');
      assert.equal(parsed.ok ? shown(parsed.row.plan) : parsed.problem, plan);
    });
  }

  const OPTIONS: readonly [text: string, plan: string][] = [
    ['SUCCESS', 'SUCCESS after 5000'],
    ['FAILURE:0', 'FAILURE after 0'],
    ['INFRA_FAILURE:1.5', 'INFRA_FAILURE after 1500'],
    ['make all', 'run make|all'],
    ['make', 'run make'],
    ['OOPS', '"*": outcome is SUCCESS, FAILURE, INFRA_FAILURE or CANCELED'],
    ['', '"*": The command is empty: write the program to run'],
  ];
  for (const [text, plan] of OPTIONS) {
    it(`the option *=${text}`, () => {
      const parsed = parseBuilderOption('*', text, 'posix');
      assert.equal(parsed.ok ? shown(parsed.row.plan) : parsed.problem, plan);
    });
  }
});
