// `luci-auth token` as a real program of PATH.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { luciAuthToken, type RunProgram, runProgram } from '../../../host/hosts/luci-auth.ts';

const SCOPES = ['https://one.example/scope', 'https://two.example/scope'];

describe('luci-auth token', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-auth-'));
  after(() => fs.rmSync(folder, { recursive: true }));

  /** Runs a program that is made of a shell script. */
  function withScript(script: string): RunProgram {
    const program = path.join(folder, 'luci-auth');
    fs.writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return (_name, args, signal) => runProgram(program, args, signal);
  }

  it('gives the token for the scopes', async () => {
    const run = withScript('echo "$1:$2:$3" >> "$0.asked"; echo ya29.token');
    assert.equal(await luciAuthToken(run, SCOPES), 'ya29.token');
    const asked = fs.readFileSync(path.join(folder, 'luci-auth.asked'), 'utf8');
    assert.equal(asked, `token:-scopes:${SCOPES.join(' ')}\n`);
  });

  const failures: readonly [script: string, message: string][] = [
    [
      'echo ya29.token; echo "Not logged in." >&2; exit 1',
      'luci-auth gave no token (Not logged in.): run "luci-auth login" in a terminal',
    ],
    ['exit 3', 'luci-auth gave no token (it ended with 3): run "luci-auth login" in a terminal'],
    [
      'kill -9 $$',
      'luci-auth gave no token (it ended with a signal): run "luci-auth login" in a terminal',
    ],
    ['true', 'luci-auth token did not print a token: run it in a terminal to see why'],
    ['echo "two words"', 'luci-auth token did not print a token: run it in a terminal to see why'],
    ['printf "a\\nb\\n"', 'luci-auth token did not print a token: run it in a terminal to see why'],
  ];
  for (const [script, message] of failures) {
    it(`${script}: ${message}`, async () => {
      await assert.rejects(luciAuthToken(withScript(script), SCOPES), { message });
    });
  }

  it('says what to do if there is no such program', async () => {
    const run: RunProgram = (_name, args) => runProgram(path.join(folder, 'none'), args);
    await assert.rejects(luciAuthToken(run, SCOPES), {
      message:
        'There is no program luci-auth on PATH: install depot_tools, or let requests go without a token',
    });
  });

  it('says what to do if it may not be executed', async () => {
    const program = path.join(folder, 'not-executable');
    fs.writeFileSync(program, '', { mode: 0o644 });
    const run: RunProgram = (_name, args) => runProgram(program, args);
    await assert.rejects(luciAuthToken(run, SCOPES), /may not be executed: mend its permissions/);
  });

  it('ends with whoever waits for it', async () => {
    const stop = new AbortController();
    const token = luciAuthToken(withScript('exec sleep 60'), SCOPES, stop.signal);
    setImmediate(() => stop.abort(new Error('stopped')));
    await assert.rejects(token, { message: 'stopped' });
  });
});
