import assert from 'node:assert/strict';
import type { BuildOutcome, BuildProgress } from '../../../src/emulators/buildbucket/build-plan.ts';
import type { Build } from '../../../src/schema/generated/messages.ts';
import { structFromJson, structToJson } from '../../../src/schema/struct.ts';
import { EmulatorFixture } from './emulator-fixture.ts';

/** What a test sees of a command, and how it lets it end. */
interface Run {
  readonly build: Build;
  readonly progress: BuildProgress;
  readonly signal: AbortSignal;
  readonly end: (outcome: BuildOutcome) => void;
  readonly fail: (error: Error) => void;
}

/** An emulator whose builds are commands. */
function commanding() {
  const fixture = new EmulatorFixture();
  const runs: Run[] = [];
  fixture.plans.set('proj/ci/linux', {
    kind: 'command',
    run: (build, progress, signal) => {
      const { promise, resolve: end, reject: fail } = Promise.withResolvers<BuildOutcome>();
      runs.push({ build, progress, signal, end, fail });
      return promise;
    },
  });
  return { fixture, runs };
}

describe('builds of the Buildbucket emulator that are commands', () => {
  it('run once, and end as the command says', async () => {
    for (const outcome of ['SUCCESS', 'FAILURE', 'INFRA_FAILURE', 'CANCELED'] as const) {
      const { fixture, runs } = commanding();
      const { id } = await fixture.schedule();
      await fixture.at(500);
      assert.equal(runs.length, 0);
      await fixture.at(1500);
      assert.equal(await fixture.status(id), 'STARTED');
      assert.equal(runs[0]?.build.id, id);
      assert.equal(runs[0]?.build.status, 2);
      runs[0]?.end(outcome);
      await fixture.at(2000);
      assert.equal(await fixture.status(id), outcome);
      assert.equal(runs.length, 1);
    }
  });

  it('log lines, and describe themselves', async () => {
    const { fixture, runs } = commanding();
    const { id } = await fixture.schedule();
    await fixture.at(1000);
    const [run] = runs;
    assert.ok(run);
    run.progress.log('hello');
    const said = {
      ...run.build,
      id: 1n,
      status: 12,
      summaryMarkdown: 'all is well',
      output: { properties: structFromJson({ got: 1 }), logs: [] },
      tags: [],
    };
    run.progress.update(said);
    await fixture.at(1001);
    const shown = await fixture.get(id);
    assert.deepEqual(fixture.lines, ['hello']);
    assert.equal(shown.status, 2);
    assert.equal(shown.summaryMarkdown, 'all is well');
    assert.deepEqual(shown.tags, run.build.tags);
    run.progress.update({ ...said, summaryMarkdown: 'done' });
    run.end('FAILURE');
    await fixture.at(1002);
    run.progress.update(said);
    await fixture.restart();
    const ended = await fixture.get(id);
    assert.deepEqual([ended.status, ended.summaryMarkdown], [20, 'done']);
    assert.deepEqual(structToJson(ended.output?.properties ?? { fields: [] }), { got: 1 });
  });

  it('are an INFRA_FAILURE if the command cannot be run', async () => {
    const { fixture, runs } = commanding();
    const { id } = await fixture.schedule();
    await fixture.at(1000);
    runs[0]?.fail(new Error('There is no such program.'));
    await fixture.at(1001);
    const { status, summaryMarkdown } = await fixture.get(id);
    assert.deepEqual([status, summaryMarkdown], [36, 'There is no such program.']);
  });

  it('end in their own time when they are canceled', async () => {
    const { fixture, runs } = commanding();
    const { id } = await fixture.schedule();
    await fixture.at(1000);
    const asked = await fixture.cancel(id, 'enough');
    assert.deepEqual([asked.status, asked.summaryMarkdown], [2, 'enough']);
    assert.ok(asked.cancelTime);
    assert.equal(runs[0]?.signal.aborted, true);
    await fixture.at(9000);
    assert.equal(await fixture.status(id), 'STARTED');
    runs[0]?.end('CANCELED');
    await fixture.at(9001);
    const { status, summaryMarkdown } = await fixture.get(id);
    assert.deepEqual([status, summaryMarkdown], [68, 'enough']);
  });

  it('do not start if they are canceled before', async () => {
    const { fixture, runs } = commanding();
    const { id } = await fixture.schedule();
    await fixture.cancel(id);
    await fixture.at(10_000);
    assert.equal(await fixture.status(id), 'CANCELED');
    assert.equal(runs.length, 0);
  });

  it('are not started a second time by another process', async () => {
    const { fixture, runs } = commanding();
    const running = await fixture.schedule();
    await fixture.at(1000);
    const waiting = await fixture.schedule();
    await fixture.crash();
    await fixture.at(1500);
    const lost = await fixture.get(running.id);
    assert.equal(lost.status, 36);
    assert.match(lost.summaryMarkdown, /ended before the command did/);
    await fixture.at(5000);
    assert.deepEqual(new Set(runs.map(({ build }) => build.id)), new Set([running.id, waiting.id]));
    assert.equal(runs.filter(({ build }) => build.id === running.id).length, 1);
  });

  it('are told to end when the emulator is closed, which waits for them', async () => {
    const { fixture, runs } = commanding();
    const { id } = await fixture.schedule();
    await fixture.at(1000);
    let isClosed = false;
    const closed = fixture.emulator.close().then(() => {
      isClosed = true;
    });
    await fixture.at(1001);
    assert.equal(runs[0]?.signal.aborted, true);
    assert.equal(isClosed, false);
    runs[0]?.end('CANCELED');
    await closed;
    await fixture.crash();
    await fixture.at(1002);
    assert.equal(await fixture.status(id), 'INFRA_FAILURE');
  });

  it('are an INFRA_FAILURE if their builder has lost its command', async () => {
    const { fixture } = commanding();
    const { id } = await fixture.schedule();
    fixture.plans.delete('proj/ci/linux');
    await fixture.at(2000);
    assert.equal(await fixture.status(id), 'INFRA_FAILURE');
  });
});
