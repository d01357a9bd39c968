import assert from 'node:assert/strict';
import { TriageLogger } from '../../../src/engine/triage/triage-log.ts';

describe('the log of a triage', () => {
  it('is of lines with the time since it began', () => {
    let now = 5_000_000;
    const logger = new TriageLogger({ now: () => now });
    assert.deepEqual(logger.triageLog, { lastTriage: 5_000_000, debugLog: '' });
    for (const [elapsed, text] of [
      [0, 'a'],
      [7, 'b'],
      [42, 'c'],
      [999, 'd'],
      [1000, 'e'],
      [12_345, ''],
    ] as const) {
      now = 5_000_000 + elapsed;
      logger.log(text);
    }
    assert.deepEqual(logger.triageLog, {
      lastTriage: 5_000_000,
      debugLog: '[000 ms] a\n[007 ms] b\n[042 ms] c\n[999 ms] d\n[1000 ms] e\n[12345 ms] \n',
    });
  });

  for (const [count, lines] of [
    [999, 999],
    [1000, 1000],
    [1001, 1001],
    [1002, 1001],
    [5000, 1001],
  ] as const) {
    it(`has ${lines} lines for ${count} messages`, () => {
      const logger = new TriageLogger({ now: () => 0 });
      for (let i = 1; i <= count; i++) logger.log(`message ${i}`);
      const found = logger.triageLog.debugLog.split('\n').slice(0, -1);
      assert.equal(found.length, lines);
      for (const i of [1, Math.min(count, 1000)]) {
        assert.equal(found[i - 1], `[000 ms] message ${i}`);
      }
      const [last] = found.slice(-1);
      const isCut = count > 1000;
      assert.equal(last === '[000 ms] There was more to say, which is left out', isCut);
    });
  }
});
