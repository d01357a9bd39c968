import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatLogLine,
  TRIM_MARKER,
  trimDebugLog,
} from '../../../src/engine/invocation/debug-log.ts';

const LIMIT = 200_000;
const bytesOf = (text: string) => Buffer.byteLength(text);

/** `count` different lines of exactly `size` bytes each, line break included. */
function lines(count: number, size: number, mark = 'x'): string[] {
  return Array.from({ length: count }, (_, i) => `${i}`.padEnd(size - 1, mark).concat('\n'));
}

describe('a log line', () => {
  for (const [time, text, expected] of [
    [Date.UTC(2026, 0, 2, 3, 4, 5, 6), 'hello', '[03:04:05.006] hello\n'],
    [Date.UTC(1999, 11, 31, 23, 59, 59, 999), '', '[23:59:59.999] \n'],
    [-1, 'before 1970', '[23:59:59.999] before 1970\n'],
    [Date.UTC(10_000, 0, 1, 2, 3, 4, 5), 'after 9999', '[02:03:04.005] after 9999\n'],
    [
      Date.UTC(-1, 11, 31, 23, 59, 60, 7),
      'before the year 0',
      '[00:00:00.007] before the year 0\n',
    ],
    [0, 'two\nlines', '[00:00:00.000] two\n| lines\n'],
    [
      0,
      'a\r\n\rb\u2028c\u2029d\x85e\vf\fg',
      '[00:00:00.000] a\n| \n| b\n| c\n| d\n| e\n| f\n| g\n',
    ],
    [0, 'x\n[00:00:00.000] y', '[00:00:00.000] x\n| [00:00:00.000] y\n'],
  ] as const) {
    it(`${JSON.stringify(text)} is stored as ${JSON.stringify(expected)}`, () => {
      assert.equal(formatLogLine(time, text), expected);
    });
  }
});

describe('trimming a log (engine.md D2)', () => {
  it('has a marker of 33 bytes', () => {
    assert.equal(bytesOf(TRIM_MARKER), 33);
  });

  // Room for the head: 200 000 bytes less the marker line (34) less the last 100 lines.
  const cases: {
    name: string;
    log: string[];
    /** How many lines stay before the marker; 'cut' when only the first 199 965 bytes do. */
    head: number | 'whole' | 'cut';
  }[] = [
    { name: 'at the limit', log: lines(2000, 100), head: 'whole' },
    {
      name: 'one byte over',
      log: [...lines(2000, 100).slice(1), `${'y'.repeat(100)}\n`],
      head: 1899,
    },
    { name: 'half as much again', log: lines(3000, 100), head: 1899 },
    { name: 'long lines at the end', log: [...lines(60, 100), ...lines(120, 1900, 'y')], head: 62 },
    {
      name: 'room for 51 lines of head',
      log: [...lines(500, 195), ...lines(100, 1900, 'y')],
      head: 51,
    },
    {
      name: 'room for 50 lines of head',
      log: [...lines(500, 199), ...lines(100, 1900, 'y')],
      head: 'cut',
    },
    { name: '100 lines', log: lines(100, 3000), head: 'cut' },
    { name: '101 lines', log: lines(101, 3000), head: 'cut' },
    {
      name: 'an end that fills it all',
      log: [...lines(100, 100), ...lines(100, 2000, 'y')],
      head: 'cut',
    },
    { name: 'one giant line', log: [`${'x'.repeat(300_000)}\n`], head: 'cut' },
    { name: 'one giant line without an end', log: ['x'.repeat(300_000)], head: 'cut' },
  ];
  for (const { name, log, head } of cases) {
    it(`${name}: ${head}`, () => {
      const text = log.join('');
      const expected =
        head === 'whole'
          ? text
          : head === 'cut'
            ? `${text.slice(0, LIMIT - 35)}\n${TRIM_MARKER}\n`
            : [...log.slice(0, head), `${TRIM_MARKER}\n`, ...log.slice(-100)].join('');
      const trimmed = trimDebugLog(text);
      // A diff of megabytes would help nobody.
      assert.ok(trimmed === expected, `${trimmed.length} characters, wanted ${expected.length}`);
    });
  }

  it('counts bytes, not characters', () => {
    const text = lines(1500, 100).join('').replaceAll('x', 'é');
    assert.ok(text.length < LIMIT && bytesOf(text) > LIMIT);
    const trimmed = trimDebugLog(text);
    assert.ok(bytesOf(trimmed) <= LIMIT);
    assert.ok(trimmed.includes(`\n${TRIM_MARKER}\n`));
  });

  it('never cuts a character in half', () => {
    for (const shift of ['', 'a', 'ab', 'abc']) {
      const trimmed = trimDebugLog(shift + '\u{1f600}'.repeat(60_000));
      assert.ok(!trimmed.includes('\ufffd'));
      assert.ok(bytesOf(trimmed) <= LIMIT && bytesOf(trimmed) > LIMIT - 4);
    }
  });

  it('leaves one marker however often a growing log is trimmed', () => {
    let log = '';
    for (let round = 0; round < 30; round++) {
      log = trimDebugLog(log + lines(500, 100, String.fromCharCode(97 + (round % 26))).join(''));
      assert.ok(log.split(TRIM_MARKER).length <= 2);
    }
    assert.equal(log.split(TRIM_MARKER).length, 2);
  });

  it('fits, keeps the beginning, keeps the last 100 lines if it keeps an end, and is done then', () => {
    const line = fc.tuple(
      fc.integer({ min: 1, max: 3000 }),
      fc.constantFrom('x', 'é', '\u{1f600}', '\n'),
    );
    const log = fc
      .array(line, { minLength: 1, maxLength: 400, size: 'max' })
      .map((all) => all.map(([size, char]) => `${char.repeat(size)}\n`).join(''));
    fc.assert(
      fc.property(log, (text) => {
        const trimmed = trimDebugLog(text);
        assert.ok(bytesOf(trimmed) <= LIMIT);
        assert.equal(trimDebugLog(trimmed), trimmed);
        if (bytesOf(text) <= LIMIT) return assert.equal(trimmed, text);
        const [head = '', tail = ''] = trimmed.split(`${TRIM_MARKER}\n`);
        assert.ok(text.startsWith(head.endsWith('\n') && tail === '' ? head.slice(0, -1) : head));
        if (tail !== '') assert.equal(tail, lastLines(text, 100));
      }),
      { numRuns: 60 },
    );
  });
});

function lastLines(text: string, count: number): string {
  return `${text.slice(0, -1).split('\n').slice(-count).join('\n')}\n`;
}
