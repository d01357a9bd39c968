import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { LanguageServer } from '../../client/language-server.ts';
import type { RunParts } from '../../client/run-command.ts';
import type { Runner } from '../../host/runner/runner.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import { definition } from '../engine/engine-fixture.ts';
import { told, user, workspace } from './editor-stand-in.ts';

const { runJob } = await import('../../client/run-command.ts');

const CONFIG = 'file:///w/luci-scheduler.cfg' as unknown as Uri;

/** A server for which every job can run, and a runner that tells what it starts. */
const parts = {
  server: {
    ask: async (method: string) => {
      told.push(`ask: ${method}`);
      const { task, triggeringPolicy, ...rest } = definition();
      const bytes = { task: [...task], triggeringPolicy: [...triggeringPolicy] };
      return { ok: true, definition: { ...rest, ...bytes } };
    },
  } as unknown as LanguageServer,
  runner: {
    start: async ({ jobId }) => {
      told.push(`start: ${jobId}`);
      return 1n as InvocationId;
    },
  } as Runner,
  runsHere: new Set(['noop']),
} satisfies RunParts;

describe('the command that runs a job', () => {
  beforeEach(() => {
    told.length = 0;
    user.presses = undefined;
  });

  afterEach(() => {
    workspace.isTrusted = true;
  });

  it('starts it in a trusted workspace', async () => {
    assert.equal(await runJob(parts, CONFIG, 'job'), 1n);
    assert.equal(told.at(-1), 'start: proj/job');
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

  it('lets the user trust the workspace, and still starts nothing by itself', async () => {
    workspace.isTrusted = false;
    user.presses = 'Manage Workspace Trust';
    assert.equal(await runJob(parts, CONFIG, 'job'), undefined);
    assert.equal(told.at(-1), 'command: workbench.trust.manage');
    assert.equal(told.length, 2);
  });
});
