import assert from 'node:assert/strict';
import type { Running } from '../../client/running.ts';
import { registered, told, Uri, viewProviders } from './editor-stand-in.ts';

const { RunningDoor } = await import('../../client/running-door.ts');

type Parts = ConstructorParameters<typeof RunningDoor>[0];

const PARTS = { storage: Uri.file('/nowhere') } as unknown as Parts;

/** The half behind the door, which writes down what it is asked. */
const RUNNING = {
  commands: { runJob: (id: unknown) => void told.push(`run ${id}`) },
  panel: { resolveWebviewView: (view: unknown) => void told.push(`fill ${view}`) },
  stop: async () => void told.push('stop'),
  dispose: () => void told.push('dispose'),
} as unknown as Running;

describe('the door to the half that runs jobs', () => {
  let outcomes: (() => Promise<Running>)[];
  let door: InstanceType<typeof RunningDoor>;

  const run = (id: string) => registered.get('luciScheduler.runJob')?.(id);
  const showView = (view: string) =>
    viewProviders.get('luciScheduler.invocations')?.resolveWebviewView(view);

  beforeEach(() => {
    told.length = 0;
    outcomes = [];
    door = new RunningDoor(PARTS, async () => {
      told.push('load');
      return (await outcomes.shift()?.()) ?? RUNNING;
    });
  });

  afterEach(() => door.dispose());

  it('loads it once, with the first command', async () => {
    await Promise.all([run('a'), run('b')]);
    await run('c');
    assert.deepEqual(told, ['load', 'run a', 'run b', 'run c']);
  });

  it('tries again after it could not be loaded, and gives it the view that waits', async () => {
    outcomes = [() => Promise.reject(new Error('no such file'))];
    await assert.rejects(async () => showView('view'), /no such file/);
    await run('a');
    assert.deepEqual(told, ['load', 'load', 'fill view', 'run a']);
  });

  it('gives it each view that the editor makes, once', async () => {
    await showView('first');
    await run('a');
    await showView('second');
    assert.deepEqual(told, ['load', 'fill first', 'run a', 'fill second']);
  });

  it('has nothing to stop if nothing was loaded', async () => {
    outcomes = [() => Promise.reject(new Error('no such file'))];
    await door.stop();
    await assert.rejects(async () => run('a'));
    await door.stop();
    assert.deepEqual(told, ['load']);
    await run('b');
    await door.stop();
    assert.deepEqual(told, ['load', 'load', 'run b', 'stop', 'dispose']);
  });
});
