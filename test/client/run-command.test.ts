import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { LanguageServer } from '../../client/language-server.ts';
import type { RunParts } from '../../client/run-command.ts';
import { HostDecisions } from '../../host/hosts/host-decisions.ts';
import type { Runner } from '../../host/runner/runner.ts';
import { type JobChoices, RUN_METHODS } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { type InvocationId, type JobId, jobId, jobNameOf } from '../../src/task/ids.ts';
import { definition, taskOf } from '../engine/engine-fixture.ts';
import { settings, told, user, window, workspace } from './editor-stand-in.ts';

const { runJob } = await import('../../client/run-command.ts');

const CONFIG = 'file:///w/luci-scheduler.cfg' as unknown as Uri;

/** A server for which every job can run, and a runner that tells what it starts. */
const parts = {
  server: {
    ask: async (method: string) => {
      told.push(`ask: ${method}`);
      const triggered = definitionJson(jobId('proj', 'triggered'));
      const refusals = ['Job "off" is disabled.'];
      return {
        ok: true,
        definition: definitionJson(jobId('proj', 'job')),
        triggered: [triggered],
        refusals,
      };
    },
  } as unknown as LanguageServer,
  runner: {
    start: async ({ jobId }, { receivers = [] } = {}) => {
      told.push(`start: ${[jobId, ...receivers.map((receiver) => receiver.jobId)].join(', ')}`);
      return 1n as InvocationId;
    },
  } as Runner,
  runsHere: new Set(['noop', 'url_fetch']),
  registry: validationManagers(),
  decisions: new HostDecisions({
    rows: () => [],
    ask: async ({ asked }) => void told.push(`ask: ${asked.name}`),
    remember: () => {},
    advice: () => '',
  }),
} satisfies RunParts;

function definitionJson(id: JobId) {
  const task = taskOf({
    urlFetch: { method: '', url: `https://${jobNameOf(id)}.example/`, timeoutSec: 0 },
  });
  return { ...definition({ jobId: id }), task: [...task], triggeringPolicy: [] };
}

describe('the command that runs a job', () => {
  beforeEach(() => {
    told.length = 0;
    user.presses = undefined;
  });

  afterEach(() => {
    workspace.isTrusted = true;
    workspace.files = [];
    user.picks = undefined;
    window.activeTextEditor = undefined;
    delete settings['startTriggeredJobs'];
  });

  it('starts it in a trusted workspace', async () => {
    assert.equal(await runJob(parts, CONFIG, 'job'), 1n);
    assert.equal(told.at(-1), 'start: proj/job, proj/triggered');
  });

  it('asks for the hosts before, and says what is not started', async () => {
    await runJob(parts, CONFIG, 'job');
    assert.deepEqual(told, [
      `open: ${CONFIG}`,
      'ask: luciScheduler/runTarget',
      'warning: Job "off" is disabled.',
      'ask: job.example',
      'ask: triggered.example',
      'start: proj/job, proj/triggered',
    ]);
  });

  it('starts it alone if the user wants that', async () => {
    settings['startTriggeredJobs'] = false;
    await runJob(parts, CONFIG, 'job');
    assert.deepEqual(told.slice(2), ['ask: job.example', 'start: proj/job']);
  });

  for (const [what, uri, job] of [
    ['a job of a config', CONFIG, 'job'],
    ['a config', CONFIG, undefined],
    ['a job', undefined, 'job'],
    ['nothing', undefined, undefined],
  ] as const) {
    it(`starts nothing in a workspace that is not trusted, and asks nothing: ${what}`, async () => {
      workspace.isTrusted = false;
      assert.equal(await runJob(parts, uri, job), undefined);
      assert.deepEqual(told, [
        'warning: Jobs cannot run in Restricted Mode. Trust this workspace to run them.',
      ]);
    });
  }

  it('opens the config of the workspace if none is in view, and goes on with it', async () => {
    workspace.files = [CONFIG];
    assert.equal(await runJob(parts, undefined, 'job'), 1n);
    assert.deepEqual(told.slice(0, 2), [`show: ${CONFIG}`, 'ask: luciScheduler/runTarget']);
    assert.equal(told.at(-1), 'start: proj/job, proj/triggered');
  });

  it('asks for the job in a config that was not in view, wherever its cursor is', async () => {
    workspace.files = [CONFIG];
    user.picks = '$(play) other';
    const choices: JobChoices = {
      atPosition: undefined,
      runnable: [{ id: 'other', kind: 'job', taskField: 'noop', schedule: '', valid: true }],
    };
    const asked: object[] = [];
    const server = {
      ask: async (method: string, params: object) => {
        asked.push(params);
        return method === RUN_METHODS.jobs ? choices : parts.server.ask(method, params);
      },
    } as unknown as LanguageServer;
    await runJob({ ...parts, server }, undefined, undefined);
    assert.deepEqual(
      asked.map((params) => Object.keys(params)),
      [['textDocument'], ['textDocument', 'id']],
    );
    assert.equal(told.at(-1), 'start: proj/job, proj/triggered');
  });

  it('offers an example where there is no config', async () => {
    assert.equal(await runJob(parts, undefined, undefined), undefined);
    assert.deepEqual(told, ['information: There is no luci-scheduler.cfg in this workspace.']);
  });

  it('lets the user trust the workspace, and still starts nothing by itself', async () => {
    workspace.isTrusted = false;
    user.presses = 'Manage Workspace Trust';
    assert.equal(await runJob(parts, CONFIG, 'job'), undefined);
    assert.equal(told.at(-1), 'command: workbench.trust.manage');
    assert.equal(told.length, 2);
  });
});
