import assert from 'node:assert/strict';
import { openMarked } from '../../marked-text.ts';

describe('a finding about an id that nobody has', () => {
  // The mark is where the one is that is meant.
  const cases: readonly [marked: string, message?: string][] = [
    [
      'job { id: [["nightly"]] noop {} }\ntrigger { id: "t" triggers: "nigthly" noop {} }',
      'This job has the id "nightly".',
    ],
    [
      'trigger { id: "t" triggers: "poler" noop {} }\n\ntrigger {\n  id: [["poller"]] noop {} }',
      'This trigger has the id "poller".',
    ],
    // The first of two, whatever is wrong with the second.
    [
      'trigger { id: "t" triggers: "nigthly" noop {} }\njob { id: [["nightly"]] noop {} }\njob { id: "nightly" noop {} }',
      'This job has the id "nightly".',
    ],
    ['job { id: "nightly" noop {} }\ntrigger { id: "t" triggers: "x" noop {} }'],
  ];
  for (const [marked, message] of cases) {
    it(`points at the one that is meant: ${marked}`, () => {
      const { document, ranges } = openMarked(marked);
      const found = document.findings().find(({ code }) => code === 'trigger-unknown-job');
      assert.ok(found);
      assert.deepEqual(found.related, message && [{ message, range: ranges[0] }]);
    });
  }

  it('points there wherever it is by now', () => {
    const { document } = openMarked(
      'trigger { id: "t" triggers: "nigthly" noop {} }\njob { id: "nightly" noop {} }',
    );
    const line = () => document.findings()[0]?.related?.[0]?.range.start.line;
    assert.equal(line(), 1);
    const start = { line: 0, character: 0 };
    document.edit({ start, end: start }, '# A comment.\n\n');
    assert.equal(line(), 3);
  });
});
