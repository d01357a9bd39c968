import assert from 'node:assert/strict';
import { BuildLog } from '../../../host/builds/build-log.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import type { Build } from '../../../src/schema/generated/messages.ts';

const buildOf = (...tags: readonly [key: string, value: string][]) =>
  ({ tags: tags.map(([key, value]) => ({ key, value })) }) as unknown as Build;

describe('what builds write', () => {
  const build = (id: string) =>
    buildOf(['scheduler_job_id', 'a/b'], ['scheduler_invocation_id', id]);

  it('goes to the invocation that has started the build, many lines at a time, in order', async () => {
    const appended: string[] = [];
    const log = new BuildLog(nodeClock, async (id, lines) => {
      appended.push(`${id}: ${lines.map(({ text }) => text).join(' ')}`);
    });
    for (const text of ['a', 'b', 'c']) log.add(build('7'), text);
    log.add(build('8'), 'other');
    log.add(buildOf(), 'nobody');
    log.add(build('x'), 'nobody');
    await log.flush();
    log.add(build('7'), 'd');
    await log.flush();
    assert.deepEqual(appended, ['7: a b c', '8: other', '7: d']);
  });

  it('is stored though nobody asks for it, and one that cannot be stored keeps no other back', async () => {
    const stored = Promise.withResolvers<string>();
    const log = new BuildLog(nodeClock, async (id, [line]) => {
      if (id === 7n) throw new Error('the disk is full');
      stored.resolve(line?.text ?? '');
    });
    log.add(build('7'), 'lost');
    log.add(build('8'), 'kept');
    assert.equal(await stored.promise, 'kept');
  });
});
