import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generateInvocationId } from '../../../src/engine/invocation/invocation-id.ts';

const random = (r: number) => () => r / 65_536;

describe('invocation ids', () => {
  it('match the vector of engine.md 5.8', () => {
    const id = generateInvocationId(Date.UTC(2015, 8, 14, 22, 42, 0), random(36_611));
    assert.equal(id, 9_200_093_523_825_193_008n);
  });

  it('are positive int64s that end in the format 0', () => {
    fc.assert(
      fc.property(instant(), fc.nat(65_535), (now, r) => {
        const id = generateInvocationId(now, random(r));
        assert.equal(BigInt.asIntN(64, id), id);
        assert.ok(id > 0n);
        assert.equal(id & 0xfn, 0n);
        assert.equal((id >> 4n) & 0xffffn, BigInt(r));
      }),
    );
  });

  it('are smaller the later they are made', () => {
    fc.assert(
      fc.property(
        instant(),
        fc.integer({ min: 1, max: 1e9 }),
        fc.nat(65_535),
        fc.nat(65_535),
        (now, later, r1, r2) => {
          const first = generateInvocationId(now, random(r1));
          const second = generateInvocationId(now + later, random(r2));
          assert.ok(second < first);
        },
      ),
    );
  });
});

function instant(): fc.Arbitrary<number> {
  return fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2200, 0, 1) });
}
