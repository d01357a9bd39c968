import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changedSettings,
  DEFAULT_SETTINGS,
  initialSettings,
  lensesWanted,
  type Settings,
} from '../../server/settings.ts';

const CUSTOM: Settings = {
  project: 'infra',
  codeLens: false,
  runner: true,
  trusted: false,
  lintsOff: ['lint-schedule-rare'],
  crowdedMinuteLimit: 5,
};

describe('initialSettings', () => {
  const cases: readonly [options: unknown, settings: Partial<Settings>][] = [
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
    [{ project: null, codeLens: 'no', runner: 1, trusted: {} }, {}],
    [{ lints: { b: false, c: true, a: false } }, { lintsOff: ['a', 'b'] }],
    [{ lints: 'none', crowdedMinuteLimit: 0 }, {}],
    [{ crowdedMinuteLimit: 7 }, { crowdedMinuteLimit: 7 }],
  ];
  for (const [options, expected] of cases) {
    it(`reads ${JSON.stringify(options)}`, () => {
      assert.deepEqual(initialSettings(options), { ...DEFAULT_SETTINGS, ...expected });
    });
  }
});

describe('changedSettings', () => {
  const cases: readonly [changed: unknown, difference: Partial<Settings>][] = [
    [undefined, {}],
    [null, {}],
    [{ luciScheduler: null }, {}],
    [{ luciScheduler: { project: 'v8' } }, { project: 'v8' }],
    [{ luciScheduler: { project: '' } }, { project: DEFAULT_SETTINGS.project }],
    [{ luciScheduler: { project: 7, codeLens: true } }, {}],
    [{ luciScheduler: { codeLens: { enabled: true } } }, { codeLens: true }],
    [{ luciScheduler: { codeLens: { enabled: 'true' } } }, {}],
    [{ trusted: true }, { trusted: true }],
    [{ luciScheduler: { lints: {} } }, { lintsOff: [] }],
    [{ luciScheduler: { lints: null, crowdedMinuteLimit: '9' } }, {}],
    [{ luciScheduler: { crowdedMinuteLimit: 9 } }, { crowdedMinuteLimit: 9 }],
    [{ project: 'v8', runner: false }, {}],
  ];
  for (const [changed, difference] of cases) {
    it(`takes ${JSON.stringify(changed)}`, () => {
      assert.deepEqual(changedSettings(CUSTOM, changed), { ...CUSTOM, ...difference });
    });
  }

  it('makes settings of anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const { project, lintsOff, crowdedMinuteLimit, ...flags } of [
          initialSettings(value),
          changedSettings(CUSTOM, value),
          changedSettings(CUSTOM, { luciScheduler: value, trusted: value }),
        ]) {
          assert.ok(typeof project === 'string' && project !== '');
          assert.ok(lintsOff.every((code) => typeof code === 'string'));
          assert.ok(crowdedMinuteLimit >= 1);
          assert.ok(Object.values(flags).every((flag) => typeof flag === 'boolean'));
        }
      }),
    );
  });
});

describe('lensesWanted', () => {
  it('asks for all three: a command, a trusted workspace and a user who wants lenses', () => {
    for (const runner of [false, true]) {
      for (const trusted of [false, true]) {
        for (const codeLens of [false, true]) {
          const wanted = lensesWanted({ ...CUSTOM, runner, trusted, codeLens });
          assert.equal(wanted, runner && trusted && codeLens);
        }
      }
    }
  });
});
