import assert from 'node:assert/strict';
import type { Diagnostic, FullDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { FATAL_TASK, faultyManagers, isFatalTask } from '../config/document/faulty-manager.ts';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = 'job {\n  id: "a"\n  noop {}\n}\njob {\n  id: "b"\n}\n';

/** Replaces `noop {}` in the first job. */
function taskIs(from: string, to: string): object {
  const start = { line: 2, character: 2 };
  return { range: { start, end: { line: 2, character: 2 + from.length } }, text: to };
}

const KINDS = {
  pushed: async (server: ServerInProcess, version: number): Promise<readonly Diagnostic[]> =>
    (await server.pushed(URI, version)).diagnostics,
  pulled: async (server: ServerInProcess): Promise<readonly Diagnostic[]> => {
    const report = await server.request<FullDocumentDiagnosticReport>(
      'textDocument/diagnostic',
      URI,
    );
    return report.items;
  },
};

describe('a mistake in the checker', () => {
  for (const [kind, diagnose] of Object.entries(KINDS)) {
    it(`is said instead of what was true before (${kind})`, async () => {
      const capabilities = kind === 'pulled' ? { textDocument: { diagnostic: {} } } : {};
      const { server } = await ServerInProcess.start({ capabilities }, faultyManagers(isFatalTask));
      await server.open(URI, TEXT);
      const before = await diagnose(server, 1);
      assert.deepEqual(
        before.map(({ code }) => code),
        ['task-missing'],
      );
      await server.change(URI, 2, taskIs('noop {}', FATAL_TASK));
      const [failed, ...others] = await diagnose(server, 2);
      assert.deepEqual(others, []);
      assert.match(failed?.message as string, /could not be checked/);
      assert.equal(failed?.severity, 1);

      // The text is what the client has, all the same.
      await server.change(URI, 3, taskIs(FATAL_TASK, 'noop { sleep_ms: 1 }'));
      assert.deepEqual(await diagnose(server, 3), before);
      await server.change(URI, 4, taskIs('noop { sleep_ms: 1 }', 'noop { sleep: 1 }'));
      assert.equal((await diagnose(server, 4))[0]?.code, 'textproto-unknown-field');
      const log = server.logged.join('\n');
      assert.match(log, /RangeError\n +at /);
      assert.doesNotMatch(log, /mistake of ours/);
      assert.equal(await server.stop(), 0);
    });
  }
});
