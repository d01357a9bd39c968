import assert from 'node:assert/strict';
import { CheckQueue } from '../../client/check-queue.ts';

/** A queue whose checks end when the test says so. */
function queueOf() {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const queue = new CheckQueue<string>(async (thing, signal) => {
    log.push(`begin ${thing}`);
    await new Promise<void>((resolve) => ends.push(resolve));
    log.push(`${signal.aborted ? 'drop' : 'end'} ${thing}`);
  });
  /** Ends the check that is under way, and lets the next one begin. */
  const end = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { log, queue, end };
}

describe('CheckQueue', () => {
  it('checks one thing at a time, each once however often it waits', async () => {
    const { log, queue, end } = queueOf();
    for (const thing of ['a', 'b', 'b', 'c']) queue.add(thing);
    assert.deepEqual(log, ['begin a']);
    await end();
    await end();
    await end();
    await queue.idle;
    assert.deepEqual(log, ['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  });

  it('checks again what is asked for while it is checked', async () => {
    const { log, queue, end } = queueOf();
    queue.add('a');
    queue.add('a');
    await end();
    await end();
    await queue.idle;
    assert.deepEqual(log, ['begin a', 'end a', 'begin a', 'end a']);
  });

  it('drops what waits, and tells the check of what is dropped', async () => {
    const { log, queue, end } = queueOf();
    for (const thing of ['a', 'b', 'c']) queue.add(thing);
    queue.drop('b');
    queue.drop('a');
    await end();
    await end();
    await queue.idle;
    assert.deepEqual(log, ['begin a', 'drop a', 'begin c', 'end c']);
  });

  it('drops everything, and goes on', async () => {
    const { log, queue, end } = queueOf();
    for (const thing of ['a', 'b']) queue.add(thing);
    queue.clear();
    await end();
    await queue.idle;
    queue.add('c');
    await end();
    await queue.idle;
    assert.deepEqual(log, ['begin a', 'drop a', 'begin c', 'end c']);
  });
});
