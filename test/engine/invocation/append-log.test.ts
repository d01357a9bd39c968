import assert from 'node:assert/strict';
import { formatLogLine } from '../../../src/engine/invocation/debug-log.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { BY_HAND, definition, EngineFixture, START, scriptedManager } from '../engine-fixture.ts';

describe('lines from outside of a Manager', () => {
  const line = (text: string) => ({ time: START + 5, text });

  /** An invocation whose launch goes on until it is told to end. */
  async function launched() {
    const go = Promise.withResolvers<void>();
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.debugLog('before');
          await go.promise;
          ctl.debugLog('after');
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const id = await fixture.start(BY_HAND, definition());
    await fixture.advance(1000);
    return { fixture, id, end: go.resolve };
  }

  it('are stored and shown behind those that there are, and cost no event', async () => {
    const { fixture, id, end } = await launched();
    const before = (await fixture.engine.getInvocation(id))?.mutationsCount;
    await fixture.engine.appendLog(id, [line('one'), line('two\nlines')]);
    const stored = await fixture.engine.getInvocation(id);
    assert.equal(stored?.mutationsCount, before);
    assert.ok(
      stored?.debugLog.endsWith(
        formatLogLine(START + 1000, 'before') +
          formatLogLine(START + 5, 'one') +
          formatLogLine(START + 5, 'two\nlines'),
      ),
      stored?.debugLog,
    );
    end();
    const ended = await fixture.firstEnded;
    assert.equal(ended.status, 'SUCCEEDED');
    assert.equal(ended.retryCount, 0);
    assert.deepEqual(fixture.texts().slice(-5, -1), ['before', 'one', 'two\nlines', 'after']);
    await fixture.stop();
  });

  it('are dropped after the end, and for nobody', async () => {
    const { fixture, id, end } = await launched();
    end();
    await fixture.firstEnded;
    const { length } = fixture.texts();
    await fixture.engine.appendLog(id, [line('late')]);
    await fixture.engine.appendLog(1n as InvocationId, [line('nobody')]);
    assert.equal(fixture.texts().length, length);
    await fixture.stop();
  });
});
