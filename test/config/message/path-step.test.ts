import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pathStep } from '../../../src/config/message/path-step.ts';

const LIMIT = 1000;

describe('a step of a path', () => {
  const kept = ['', 'a', '(empty)', 'x'.repeat(LIMIT), '😀'.repeat(LIMIT / 2)];
  for (const step of kept) {
    it(`of ${step.length} UTF-16 units stays as it is`, () => assert.equal(pathStep(step), step));
  }

  const long: [name: string, step: string, beginning: string][] = [
    ['one unit too many', 'x'.repeat(LIMIT + 1), 'x'.repeat(983)],
    ['a megabyte', 'ab'.repeat(500_000), 'ab'.repeat(491).concat('a')],
    ['a character cut in half', `${'x'.repeat(982)}😀${'y'.repeat(LIMIT)}`, 'x'.repeat(982)],
  ];
  for (const [name, step, beginning] of long) {
    it(`is shortened: ${name}`, () => {
      const [head, fingerprint = '', ...more] = pathStep(step).split('…');
      assert.equal(head, beginning);
      assert.match(fingerprint, /^[0-9a-f]{16}$/);
      assert.deepEqual(more, []);
      assert.ok(pathStep(step).length <= LIMIT);
    });
  }

  it('is never longer or shorter for what its fingerprint begins with', () => {
    for (let i = 0; i < 500; i++) {
      assert.equal(pathStep(`${'x'.repeat(LIMIT)}${i}`).length, LIMIT);
    }
  });

  it('can be told from any other', () => {
    const long = 'x'.repeat(5000);
    const steps = Array.from({ length: 5000 }, (_, i) => `${long.slice(0, i)}y${long.slice(i)}`);
    assert.equal(new Set([...steps, long, `${long}xy`].map(pathStep)).size, steps.length + 2);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(pathStep(long + a) === pathStep(long + b), a === b);
      }),
    );
  });
});
