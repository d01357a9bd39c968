import assert from 'node:assert/strict';
import { Runner } from '../../../host/runner/runner.ts';
import { jobId } from '../../../src/task/ids.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import {
  definition,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

describe('a runner with a port for pushes', () => {
  it('lets a program notify an invocation by the token it was given, and nobody else', async () => {
    const clock = virtualClock();
    const world = virtualWorld(clock);
    const lines: string[] = [];
    let token = '';
    const manager = scriptedManager({
      launchTask: async (ctl) => {
        ({ token } = await ctl.prepareTopic('publisher@example.com'));
        ctl.state().status = 'RUNNING';
      },
      examineNotification: ({ attributes }) => attributes['token'] ?? '',
      handleNotification: async (ctl) => {
        ctl.state().status = 'SUCCEEDED';
      },
    });
    const runner = new Runner({
      world,
      registry: new ManagerRegistry().register(manager),
      identity: 'user:editor',
      pushPort: 0,
      onEvent: () => {},
      onServiceLog: (message) => lines.push(message),
    });
    const id = await clock.runUntil(runner.start(definition({ jobId: jobId('proj', 'job') })));
    await clock.advanceTo(clock.now() + 5000);
    assert.equal(runner.record(id)?.invocation.status, 'RUNNING');

    const origin = await listening(lines);
    const push = (attributes: object) =>
      fetch(`${origin}?kind=noop&publisher=publisher@example.com`, {
        method: 'POST',
        body: JSON.stringify({ message: { data: '', attributes, messageId: '1' } }),
      });
    const forged = await push({ token: `${token.slice(0, -4)}AAAA` });
    assert.equal(forged.status, 202, 'there is no use in trying again');
    assert.equal(runner.record(id)?.invocation.status, 'RUNNING');
    assert.equal((await push({ token })).status, 200);
    assert.equal(runner.record(id)?.invocation.status, 'SUCCEEDED');

    await clock.runUntil(runner.stop());
    await assert.rejects(push({ token }), 'the port is closed');
  });

  it('opens none unless it is asked to', async () => {
    const clock = virtualClock();
    const world = virtualWorld(clock);
    const lines: string[] = [];
    const runner = new Runner({
      world,
      registry: new ManagerRegistry().register(scriptedManager()),
      identity: 'user:editor',
      onEvent: () => {},
      onServiceLog: (message) => lines.push(message),
    });
    await clock.runUntil(runner.start(definition()));
    await clock.advanceTo(clock.now() + 5000);
    assert.ok(!lines.some((line) => /PubSub/.test(line)), lines.join('\n'));
    await clock.runUntil(runner.stop());
  });
});

/** The address that the runner says it listens at. */
async function listening(lines: readonly string[]): Promise<string> {
  for (;;) {
    const address = lines.map((line) => /taken at (http:\S+)/.exec(line)?.[1]).find(Boolean);
    if (address !== undefined) return address;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
