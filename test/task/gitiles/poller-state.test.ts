// What a poller keeps (managers.md 4.7).

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeState, encodeState, stateKey } from '../../../src/task/gitiles/poller-state.ts';
import { jobId } from '../../../src/task/ids.ts';

describe('the state of a poller', () => {
  it('comes back as it was', () => {
    const ref = fc.string({ unit: 'grapheme' }).map((name) => `refs/${name}`);
    const tip = fc
      .uint8Array({ minLength: 20, maxLength: 32 })
      .map((id) => Buffer.from(id).toString('hex'));
    fc.assert(
      fc.property(fc.array(fc.tuple(ref, tip)), fc.array(ref), (entries, refs) => {
        const tips = new Map(entries);
        const state = decodeState(encodeState({ tips, refs }));
        assert.deepEqual(state, { tips, refs });
      }),
    );
  });

  it('is grouped below prefixes, as the service has it (schema.md 1.4)', () => {
    const tips = new Map([
      ['refs/heads/b', 'ff'],
      ['refs/tags/v', '01'],
      ['refs/heads/a', '00'],
    ]);
    assert.equal(
      Buffer.from(encodeState({ tips, refs: ['r'] })).toString('latin1'),
      '\n\x1c\n\nrefs/heads\x12\x06\n\x01a\x12\x01\x00\x12\x06\n\x01b\x12\x01\xff' +
        '\n\x13\n\trefs/tags\x12\x06\n\x01v\x12\x01\x01\x12\x01r',
    );
  });

  it('is nothing if the bytes are others', () => {
    assert.equal(decodeState(Uint8Array.of(10, 255)), undefined);
    assert.deepEqual(decodeState(new Uint8Array()), { tips: new Map(), refs: [] });
  });

  it('takes no id of a commit that is none', () => {
    for (const tip of ['xyz', 'a', '0x']) {
      assert.throws(
        () => encodeState({ tips: new Map([['refs/heads/a', tip]]), refs: [] }),
        TypeError,
      );
    }
  });

  it('has another key for another job and another repository', () => {
    const keys = [
      stateKey(jobId('p', 'j'), 'a.googlesource.com', 'x/y'),
      stateKey(jobId('p', 'k'), 'a.googlesource.com', 'x/y'),
      stateKey(jobId('p', 'j'), 'b.googlesource.com', 'x/y'),
      stateKey(jobId('p', 'j'), 'a.googlesource.com', 'x'),
    ];
    assert.equal(new Set(keys).size, 4);
    for (const key of keys) assert.match(key, /^gitiles\//);
  });
});
