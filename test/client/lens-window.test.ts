import assert from 'node:assert/strict';
import { isWithin, type LineSpan, lensWindows } from '../../client/lens-window.ts';

const span = (first: number, last: number): LineSpan => ({ first, last });

// Each row: what is in view; the windows around it.
const WINDOWS: readonly [visible: LineSpan[], windows: LineSpan[]][] = [
  [[], []],
  [[span(0, 40)], [span(0, 1040)]],
  [[span(5000, 5040)], [span(4000, 6040)]],
  [
    [span(9000, 9040), span(100, 140)],
    [span(0, 1140), span(8000, 10040)],
  ],
  // They meet: one.
  [[span(1000, 1040), span(3041, 3080)], [span(0, 4080)]],
  [
    [span(1000, 1040), span(3042, 3080)],
    [span(0, 2040), span(2042, 4080)],
  ],
  // One inside of the other, as folds make it.
  [[span(100, 900), span(200, 300)], [span(0, 1900)]],
];

const LINES = 100_000;
// Each row: what is in view; the windows that there are; whether they are enough.
const ENOUGH: readonly [visible: LineSpan[], windows: LineSpan[], enough: boolean][] = [
  [[], [], true],
  [[span(0, 40)], [], false],
  [[span(0, 40)], [span(0, 1040)], true],
  [[span(600, 640)], [span(0, 1040)], true],
  [[span(601, 641)], [span(0, 1040)], false],
  [[span(4400, 4440)], [span(4000, 6040)], true],
  [[span(4399, 4439)], [span(4000, 6040)], false],
  [[span(LINES - 40, LINES - 1)], [span(LINES - 1040, LINES + 999)], true],
  [[span(0, 40), span(9000, 9040)], [span(0, 1040)], false],
  [[span(0, 40), span(9000, 9040)], [span(0, 1040), span(8000, 10040)], true],
];

describe('the lines of which the editor gets lenses', () => {
  for (const [visible, windows] of WINDOWS) {
    it(`are around ${JSON.stringify(visible)}`, () => {
      assert.deepEqual(lensWindows(visible), windows);
    });
  }

  for (const [visible, windows, enough] of ENOUGH) {
    it(`${enough ? 'are' : 'are not'} enough for ${JSON.stringify(visible)} with ${JSON.stringify(windows)}`, () => {
      assert.equal(isWithin(visible, windows, LINES), enough);
    });
  }

  it('are enough right after they were asked for', () => {
    for (const first of [0, 10, 399, 400, 1000, 5000, LINES - 41]) {
      const visible = [span(first, first + 40)];
      assert.ok(isWithin(visible, lensWindows(visible), LINES));
    }
  });
});
