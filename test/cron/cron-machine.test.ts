// What the cron machine does at each event, fact by fact of engine.md 5.3.

import assert from 'node:assert/strict';
import { inWords, MachineDriver, START } from './machine-driver.ts';

/** What an event at a time makes of the machine: its state, then what it wants done. */
type Row = readonly [ms: number, event: string, words: string];

const DAY = 86_400_000;

const CASES: readonly (readonly [title: string, schedule: string, rows: readonly Row[]])[] = [
  [
    'enables once, and counts from then (M1)',
    'with 10s interval',
    [
      [500, 'enable', 'gen 2, since 500, tick 1 10500; tick 1 10500'],
      [900, 'enable', 'gen 2, since 500, tick 1 10500'],
    ],
  ],
  [
    'forgets all but the generation when it is disabled, each time (M2)',
    '* * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 60000; tick 1 60000'],
      [1, 'disable', 'gen 3, disabled'],
      [2, 'disable', 'gen 4, disabled'],
      [3, 'tick 1', 'gen 4, disabled'],
      [4, 'rewind', 'gen 4, disabled'],
      [5, 'change with 1s interval', 'gen 4, disabled'],
      [6, 'tick 0', 'gen 4, disabled'],
      [7, 'enable', 'gen 6, since 7, tick 2 1007; tick 2 1007'],
    ],
  ],
  [
    'waits for the same time with the same tick (M3)',
    '0 * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 1080000; tick 1 1080000'],
      [60_000, 'change 0 * * * *', 'gen 2, since 0, tick 1 1080000'],
      [60_000, 'change 0 */1 * * *', 'gen 2, since 0, tick 1 1080000'],
      [60_000, 'change 50 * * * *', 'gen 3, since 0, tick 2 480000; tick 2 480000'],
    ],
  ],
  [
    'asks for no tick in the distant future (M3)',
    'triggered',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 never'],
      [1, 'tick 1', 'gen 2, since 0, tick 1 never'],
      [2, 'rewind', 'gen 2, since 0, tick 1 never'],
    ],
  ],
  [
    'takes a tick without time when the schedule has no next time any more (M3)',
    '* * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 60000; tick 1 60000'],
      [1, 'change 0 0 30 2 *', 'gen 3, since 0, tick 2 without time; tick 2 without time'],
      [1, 'tick 2', 'gen 3, since 0, tick 2 without time'],
      [1, 'tick 1', 'gen 3, since 0, tick 2 without time'],
      [2, 'change 0 0 31 2 *', 'gen 4, since 2, tick 2 without time'],
      [3, 'rewind', 'gen 5, since 3, tick 2 without time'],
      [4, 'change * * * * *', 'gen 7, since 4, tick 3 60000; tick 3 60000'],
    ],
  ],
  [
    'never waits where there never was a next time (M3)',
    '0 0 30 2 *',
    [
      [0, 'enable', 'gen 1, since 0'],
      [1, 'tick 0', 'gen 1, since 0'],
      [2, 'rewind', 'gen 2, since 2'],
    ],
  ],
  [
    'ends with the last time that the schedule has (schedule.md N3)',
    '45 22 14 9 * 2015',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 180000; tick 1 180000'],
      [180_000, 'tick 1', 'gen 4, since 180000; start 3'],
      [180_001, 'rewind', 'gen 5, since 180001'],
    ],
  ],
  ...['5-1 * * * *', '* 9-8 * * *', '* * * 5-1 *', '5-1 * * * * * *', '* * 9-8 * *'].map(
    (schedule) =>
      [
        `never fires where the service's library would stop: ${schedule} (schedule.md C11)`,
        schedule,
        [
          [0, 'enable', 'gen 1, since 0'],
          [1, 'rewind', 'gen 2, since 1'],
          [2, 'change 9-8 * * * *', 'gen 3, since 2'],
        ],
      ] as const,
  ),
  [
    'rewinds only a machine that waits for nothing (M4)',
    'with 10s interval',
    [
      [0, 'rewind', 'gen 0, disabled'],
      [0, 'enable', 'gen 2, since 0, tick 1 10000; tick 1 10000'],
      [5000, 'rewind', 'gen 2, since 0, tick 1 10000'],
      [10_000, 'tick 1', 'gen 3, since 0; start 3'],
      [25_000, 'rewind', 'gen 5, since 25000, tick 2 35000; tick 2 35000'],
    ],
  ],
  [
    'keeps counting from the last rewind when an interval changes (M5)',
    'with 1h interval',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 3600000; tick 1 3600000'],
      [60_000, 'change with 90s interval', 'gen 3, since 0, tick 2 90000; tick 2 90000'],
      [70_000, 'change with 30s interval', 'gen 4, since 0, tick 3 70000; tick 3 70000'],
      [70_000, 'change 43 22 * * *', 'gen 5, since 0, tick 4 86460000; tick 4 86460000'],
    ],
  ],
  [
    'rewinds what has fired only for an absolute schedule (M5)',
    'with 10s interval',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 10000; tick 1 10000'],
      [10_000, 'tick 1', 'gen 3, since 0; start 3'],
      [11_000, 'change with 20s interval', 'gen 3, since 0'],
      [12_000, 'change * * * * *', 'gen 5, since 12000, tick 2 60000; tick 2 60000'],
    ],
  ],
  [
    'sends a tick on that comes long before its time (M6)',
    '0 0 1 1 *',
    [
      [0, 'enable', `gen 2, since 0, tick 1 ${9_335_880_000}; tick 1 ${9_335_880_000}`],
      [15 * DAY, 'tick 1', `gen 3, since 0, tick 2 ${9_335_880_000}; tick 2 ${9_335_880_000}`],
      [15 * DAY, 'tick 1', `gen 3, since 0, tick 2 ${9_335_880_000}`],
      [
        9_335_880_000 - 1001,
        'tick 2',
        `gen 4, since 0, tick 3 ${9_335_880_000}; tick 3 ${9_335_880_000}`,
      ],
    ],
  ],
  [
    'refuses a tick that comes a little before its time (M6)',
    '* * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 60000; tick 1 60000'],
      [59_000, 'tick 1', '1000 ms too early'],
      [59_949, 'tick 1', '51 ms too early'],
      [59_950, 'tick 1', 'gen 5, since 60000, tick 2 120000; start 3; tick 2 120000'],
    ],
  ],
  [
    'starts once, and goes on from now if it was late (M6)',
    '* * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 60000; tick 1 60000'],
      [60_000, 'tick 1', 'gen 5, since 60000, tick 2 120000; start 3; tick 2 120000'],
      [60_000, 'tick 1', 'gen 5, since 60000, tick 2 120000'],
      [305_000, 'tick 2', 'gen 8, since 305000, tick 3 360000; start 6; tick 3 360000'],
      [360_000, 'tick 3', 'gen 11, since 360000, tick 4 420000; start 9; tick 4 420000'],
    ],
  ],
  [
    'waits for a triage after a relative schedule has fired (M9)',
    'continuously',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 0; tick 1 0'],
      [0, 'tick 1', 'gen 3, since 0; start 3'],
      [0, 'tick 1', 'gen 3, since 0'],
      [4000, 'rewind', 'gen 5, since 4000, tick 2 4000; tick 2 4000'],
      [4000, 'tick 2', 'gen 6, since 4000; start 6'],
    ],
  ],
  [
    'counts on while the job is paused (M10)',
    'with 1m interval',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 60000; tick 1 60000'],
      [10_000, 'change triggered', 'gen 3, since 0, tick 2 never'],
      [20_000, 'change with 1m interval', 'gen 4, since 0, tick 3 60000; tick 3 60000'],
      [30_000, 'change triggered', 'gen 5, since 0, tick 4 never'],
      [90_000, 'change with 1m interval', 'gen 6, since 0, tick 5 90000; tick 5 90000'],
      [90_000, 'tick 5', 'gen 7, since 0; start 7'],
      [95_000, 'change triggered', 'gen 9, since 95000, tick 6 never'],
      [96_000, 'change with 1m interval', 'gen 10, since 95000, tick 7 155000; tick 7 155000'],
    ],
  ],
  [
    'waits for the next match when a job with a cron schedule is resumed (M10)',
    '0 * * * *',
    [
      [0, 'enable', 'gen 2, since 0, tick 1 1080000; tick 1 1080000'],
      [1000, 'change triggered', 'gen 3, since 0, tick 2 never'],
      [2_000_000, 'change 0 * * * *', 'gen 4, since 0, tick 3 4680000; tick 3 4680000'],
      [2_000_000, 'tick 1', 'gen 4, since 0, tick 3 4680000'],
    ],
  ],
  [
    'is due again at once in the December of a zero-padded month (schedule.md C9)',
    '0 0 1 02 *',
    [
      [0, 'enable', `gen 2, since 0, tick 1 ${6_657_480_000}; tick 1 ${6_657_480_000}`],
      [
        6_657_480_000,
        'tick 1',
        `gen 5, since ${6_657_480_000}, tick 2 ${6_657_480_000}; start 3; tick 2 ${6_657_480_000}`,
      ],
      [
        6_657_481_000,
        'tick 2',
        `gen 8, since ${6_657_481_000}, tick 3 ${6_657_480_000}; start 6; tick 3 ${6_657_480_000}`,
      ],
    ],
  ],
];

describe('a cron machine', () => {
  for (const [title, schedule, rows] of CASES) {
    it(title, () => {
      const machine = new MachineDriver(schedule);
      const got = rows.map(([ms, event]): Row => {
        const result = machine.perform(event, START + ms);
        return [ms, event, inWords(machine.state, result)];
      });
      assert.deepEqual(got, rows);
    });
  }

  it('returns the state itself if nothing has changed, and never changes it', () => {
    const machine = new MachineDriver('* * * * *');
    machine.perform('enable', START);
    const { state } = machine;
    Object.freeze(state);
    Object.freeze(state.lastTick);
    for (const event of ['enable', 'rewind', 'tick 7', 'tick 0', 'change */1 * * * *']) {
      machine.perform(event, START);
      assert.equal(machine.state, state, event);
    }
    machine.perform('tick 1', START + 60_000);
    assert.notEqual(machine.state, state);
  });

  it('draws a nonce for each new tick and no other', () => {
    const machine = new MachineDriver('* * * * *');
    let drawn = 0;
    const counting = machine.context.bind(machine);
    machine.context = (now) => {
      const context = counting(now);
      return {
        ...context,
        nonce: () => {
          drawn++;
          return context.nonce();
        },
      };
    };
    for (const [event, expected] of [
      ['disable', 0],
      ['enable', 1],
      ['enable', 1],
      ['rewind', 1],
      ['tick 2', 1],
      ['change * * * * *', 1],
      ['change triggered', 2],
      ['change 0 0 30 2 *', 3],
      ['rewind', 3],
      ['disable', 3],
    ] as const) {
      machine.perform(event, START);
      assert.equal(drawn, expected, event);
    }
  });
});
