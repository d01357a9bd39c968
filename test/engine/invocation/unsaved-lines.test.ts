import assert from 'node:assert/strict';
import { UnsavedLines } from '../../../src/engine/invocation/unsaved-lines.ts';
import { inv } from '../store/records.ts';

const ID = inv(1);

/** Takes what there is and writes it behind `log`. */
function append(unsaved: UnsavedLines, log: string) {
  const { lines, chunks } = unsaved.take(ID, log);
  return { log: log + lines, chunks };
}

describe('lines that are shown and not stored yet', () => {
  it('go once a transaction that has taken them is committed', () => {
    const unsaved = new UnsavedLines();
    unsaved.add(ID, 'a\n');
    unsaved.add(ID, 'b\n');
    const taken = append(unsaved, '');
    unsaved.add(ID, 'c\n');
    unsaved.stored(ID, taken.chunks);
    const again = append(unsaved, taken.log);
    unsaved.stored(ID, again.chunks);
    assert.equal(again.log, 'a\nb\nc\n');
    assert.equal(unsaved.has(ID), false);
    assert.deepEqual(unsaved.invocations(), []);
  });

  it('are stored by the next transaction if the one before, still under way, is taken back', () => {
    const unsaved = new UnsavedLines();
    unsaved.add(ID, 'a\n');
    append(unsaved, ''); // Nothing of it is in the log that the next one sees.
    unsaved.add(ID, 'b\n');
    assert.equal(append(unsaved, '').log, 'a\nb\n');
  });

  it('are not stored again by those that see them in the log', () => {
    const unsaved = new UnsavedLines();
    unsaved.add(ID, 'a\n');
    const first = append(unsaved, '');
    unsaved.add(ID, 'b\n');
    const second = append(unsaved, `${first.log}a line of the engine\n`);
    unsaved.add(ID, 'c\n');
    // The answers to both are lost: each is looked for by itself.
    assert.equal(append(unsaved, second.log).log, 'a\na line of the engine\nb\nc\n');
  });

  it('keep their order, however many transactions are under way', () => {
    const unsaved = new UnsavedLines();
    for (const line of ['a\n', 'b\n', 'c\n']) {
      unsaved.add(ID, line);
      append(unsaved, '');
    }
    assert.equal(append(unsaved, '').log, 'a\nb\nc\n');
  });
});
