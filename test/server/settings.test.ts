import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lensesWanted, NO_SESSION, newSession } from '../../server/session.ts';
import {
  changesFindings,
  DEFAULT_SETTINGS,
  parseSettings,
  type Settings,
} from '../../server/settings.ts';

describe('parseSettings', () => {
  const cases: readonly [section: unknown, settings: Partial<Settings>][] = [
    [undefined, {}],
    [null, {}],
    [[], {}],
    ['project', {}],
    [{}, {}],
    [{ project: 'chromium' }, { project: 'chromium' }],
    [{ project: '  chromium\n' }, { project: 'chromium' }],
    [{ project: '' }, {}],
    [{ project: ' ' }, {}],
    [{ project: 5 }, {}],
    [{ project: null, codeLens: true, trusted: {} }, {}],
    [{ codeLens: { enabled: false } }, { codeLens: false }],
    [{ codeLens: { enabled: 'false' } }, {}],
    [{ trusted: false }, { trusted: false }],
    [{ lints: { b: false, c: true, a: false } }, { lintsOff: ['a', 'b'] }],
    [{ lints: {} }, {}],
    [{ lints: 'none', crowdedMinuteLimit: 0 }, {}],
    [{ lints: null, crowdedMinuteLimit: '9' }, {}],
    [{ crowdedMinuteLimit: 7 }, { crowdedMinuteLimit: 7 }],
    [
      { hosts: { 'a.b': '~/c', 'd.e': 5, '*': 'refuse' } },
      { hosts: new Map(Object.entries({ 'a.b': '~/c', '*': 'refuse' })) },
    ],
    [{ workspaceDiagnostics: 'open' }, { workspaceDiagnostics: 'open' }],
    [{ workspaceDiagnostics: 'some' }, {}],
    [{ hosts: ['~/c', null] }, { hosts: new Map([['0', '~/c']]) }],
    [{ luciScheduler: { project: 'v8' } }, {}],
  ];
  for (const [section, expected] of cases) {
    it(`reads ${JSON.stringify(section)}`, () => {
      assert.deepEqual(parseSettings(section), { ...DEFAULT_SETTINGS, ...expected });
    });
  }

  it('makes settings of anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const {
          project,
          lintsOff,
          crowdedMinuteLimit,
          inlayHints,
          hosts,
          workspaceDiagnostics,
          ...flags
        } = parseSettings(value);
        assert.ok(typeof project === 'string' && project !== '');
        assert.ok(lintsOff.every((code) => typeof code === 'string'));
        assert.ok(crowdedMinuteLimit >= 1);
        assert.ok(inlayHints instanceof Set);
        assert.ok(['off', 'open', 'all'].includes(workspaceDiagnostics));
        assert.ok([...hosts.values()].every((target) => typeof target === 'string'));
        assert.ok(Object.values(flags).every((flag) => typeof flag === 'boolean'));
      }),
    );
  });
});

describe('newSession', () => {
  const session = (initializationOptions: unknown) =>
    newSession({ processId: null, rootUri: null, capabilities: {}, initializationOptions });

  it('takes what the client can run, and where the page about codes is', () => {
    const { runsHere, findingsPage, settings } = session({
      settings: { project: 'v8' },
      runsHere: ['noop', 7],
      findingsPage: 'file:///findings.md',
    });
    assert.deepEqual([...runsHere], ['noop']);
    assert.equal(findingsPage, 'file:///findings.md');
    assert.equal(settings.project, 'v8');
  });

  it('is made of anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const options of [value, { settings: value, runsHere: value, findingsPage: value }]) {
          const { runsHere, findingsPage } = session(options);
          assert.ok([...runsHere].every((kind) => typeof kind === 'string'));
          assert.ok(findingsPage === undefined || typeof findingsPage === 'string');
        }
      }),
    );
  });
});

describe('lensesWanted', () => {
  it('asks for all three: a runner, a trusted workspace and a user who wants lenses', () => {
    for (const runs of [false, true]) {
      for (const trusted of [false, true]) {
        for (const codeLens of [false, true]) {
          const settings = { ...DEFAULT_SETTINGS, trusted, codeLens };
          const runsHere = new Set(runs ? ['noop'] : []);
          const wanted = lensesWanted({ ...NO_SESSION, settings, runsHere });
          assert.equal(wanted, runs && trusted && codeLens);
        }
      }
    }
  });
});

describe('changesFindings', () => {
  const cases: readonly [change: Partial<Settings>, changes: boolean][] = [
    [{}, false],
    [{ project: 'other' }, true],
    [{ crowdedMinuteLimit: DEFAULT_SETTINGS.crowdedMinuteLimit + 1 }, true],
    [{ lintsOff: ['lint-job-copied'] }, true],
    [{ codeLens: false, trusted: false }, false],
  ];
  for (const [change, changes] of cases) {
    it(`is ${changes} of ${JSON.stringify(change)}`, () => {
      assert.equal(changesFindings(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, ...change }), changes);
    });
  }
});
