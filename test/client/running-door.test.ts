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

/** A view as the editor makes and takes away one. */
class View {
  readonly #name: string;
  readonly #listeners = new Set<() => void>();

  constructor(name: string) {
    this.#name = name;
  }

  onDidDispose(listener: () => void): void {
    this.#listeners.add(listener);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener();
  }

  toString(): string {
    return this.#name;
  }
}

describe('the door to the half that runs jobs', () => {
  let outcomes: (() => Promise<Running>)[];
  let door: InstanceType<typeof RunningDoor>;

  const run = (id: string) => registered.get('luciScheduler.runJob')?.(id);
  const showView = (view: object) =>
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
    await assert.rejects(async () => showView(new View('view')), /no such file/);
    await run('a');
    assert.deepEqual(told, ['load', 'load', 'fill view', 'run a']);
  });

  it('gives it each view that the editor makes, once', async () => {
    await showView(new View('first'));
    await run('a');
    await showView(new View('second'));
    assert.deepEqual(told, ['load', 'fill first', 'run a', 'fill second']);
  });

  it('fills no view that the editor has taken away while it waited', async () => {
    outcomes = [() => Promise.reject(new Error('no such file'))];
    const gone = new View('gone');
    await assert.rejects(async () => showView(gone), /no such file/);
    gone.dispose();
    await run('a');
    await showView(new View('next'));
    assert.deepEqual(told, ['load', 'load', 'run a', 'fill next']);
  });

  it('keeps the view that waits when one before it is taken away', async () => {
    outcomes = [1, 2].map(() => () => Promise.reject(new Error('no such file')));
    const [first, second] = [new View('first'), new View('second')];
    await assert.rejects(async () => showView(first));
    await assert.rejects(async () => showView(second));
    first.dispose();
    await run('a');
    assert.deepEqual(told, ['load', 'load', 'load', 'fill second', 'run a']);
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
