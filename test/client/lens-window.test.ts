import assert from 'node:assert/strict';
import { isWithin, type LineSpan, lensWindows } from '../../client/lens-window.ts';

const span = (first: number, last: number): LineSpan => ({ first, last });

// Each row: what is in view; the windows around it.
const WINDOWS: readonly [visible: LineSpan[], windows: LineSpan[]][] = [
  [[], []],
  [[span(0, 40)], [span(0, 140)]],
  [[span(5000, 5040)], [span(4900, 5140)]],
  // A window on a high screen.
  [[span(5000, 5100)], [span(4800, 5300)]],
  [
    [span(9000, 9040), span(20, 60)],
    [span(0, 160), span(8900, 9140)],
  ],
  // They meet: one.
  [[span(1000, 1040), span(1241, 1280)], [span(900, 1380)]],
  [
    [span(1000, 1040), span(1242, 1280)],
    [span(900, 1140), span(1142, 1380)],
  ],
  // One inside of the other, as folds make it.
  [[span(1000, 1090), span(1020, 1040)], [span(820, 1270)]],
];

const LINES = 100_000;
// Each row: what is in view; the windows that there are; whether they are enough.
const ENOUGH: readonly [visible: LineSpan[], windows: LineSpan[], enough: boolean][] = [
  [[], [], true],
  [[span(0, 40)], [], false],
  [[span(0, 40)], [span(0, 140)], true],
  [[span(50, 90)], [span(0, 140)], true],
  [[span(51, 91)], [span(0, 140)], false],
  [[span(4450, 4490)], [span(4400, 4640)], true],
  [[span(4449, 4489)], [span(4400, 4640)], false],
  [[span(5000, 5100)], [span(4900, 5200)], true],
  [[span(5001, 5101)], [span(4900, 5200)], false],
  [[span(LINES - 40, LINES - 1)], [span(LINES - 140, LINES + 99)], true],
  [[span(0, 40), span(9000, 9040)], [span(0, 140)], false],
  [[span(0, 40), span(9000, 9040)], [span(0, 140), span(8900, 9140)], true],
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
    for (const first of [0, 10, 49, 50, 100, 5000, LINES - 41]) {
      const visible = [span(first, first + 40)];
      assert.ok(isWithin(visible, lensWindows(visible), LINES));
    }
  });
});
