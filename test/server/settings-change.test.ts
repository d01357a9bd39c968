import assert from 'node:assert/strict';
import { NO_SESSION, type Session } from '../../server/session.ts';
import type { Settings } from '../../server/settings.ts';
import { settingsChange } from '../../server/settings-change.ts';

const BARE: Session = { ...NO_SESSION, editorCommands: false, runsHere: new Set() };
const EXTENSION: Session = { ...NO_SESSION, editorCommands: true, runsHere: new Set(['noop']) };

describe('other settings', () => {
  const cases: readonly [
    changed: Partial<Settings>,
    ofExtension: readonly string[],
    ofOthers: readonly string[],
  ][] = [
    [{}, [], []],
    [{ project: 'v8' }, ['documents', 'diagnostics', 'codeLenses'], ['documents', 'diagnostics']],
    [{ lintsOff: ['lint-job-copied'] }, ['documents', 'diagnostics'], ['documents', 'diagnostics']],
    [{ crowdedMinuteLimit: 3 }, ['documents', 'diagnostics'], ['documents', 'diagnostics']],
    [{ workspaceDiagnostics: 'off' }, ['diagnostics'], ['diagnostics']],
    [{ codeLens: false }, ['codeLenses'], []],
    [{ trusted: false }, ['codeLenses'], []],
    [{ inlayHints: new Set(['defaults']) }, ['inlayHints'], ['inlayHints']],
    [{ formatGenerated: true }, [], []],
    [{ hosts: new Map([['a.b', 'refuse']]) }, [], []],
  ];
  for (const [changed, ofExtension, ofOthers] of cases) {
    it(`${Object.keys(changed)[0] ?? 'that are the same'} put out of date ${ofExtension.join(', ') || 'nothing'}`, () => {
      for (const [session, expected] of [
        [EXTENSION, ofExtension],
        [BARE, ofOthers],
      ] as const) {
        const after = { ...session, settings: { ...session.settings, ...changed } };
        for (const change of [settingsChange(session, after), settingsChange(after, session)]) {
          const outOfDate = Object.entries(change).flatMap(([what, isIt]) => (isIt ? [what] : []));
          assert.deepEqual(outOfDate, expected);
        }
      }
    });
  }
});
