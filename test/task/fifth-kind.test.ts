import assert from 'node:assert/strict';
import { Runner, type RunnerEvent } from '../../host/runner/runner.ts';
import {
  codeLenses,
  diagnostics,
  documentSymbols,
  type Finding,
  openConfig,
  runRefusal,
  runTarget,
} from '../../src/language/language.ts';
import type { SchemaExtension } from '../../src/schema/schema.ts';
import { builtinManagers } from '../../src/task/builtin-managers.ts';
import type { Manager } from '../../src/task/manager.ts';
import { isFinal } from '../../src/task/status.ts';
import { virtualClock, virtualWorld } from '../engine/engine-fixture.ts';
import { markedText } from '../marked-text.ts';

// A kind of task that the sources have never heard of: everything it needs is in this file.

interface EchoTask {
  readonly text: string;
  readonly times: number;
}

const FIELD = { name: 'echo', jsonName: 'echo', number: 1000, type: 'acme.EchoTask', doc: 'Echo.' };

const SCHEMA: SchemaExtension = {
  messages: [
    {
      fullName: 'acme.EchoTask',
      doc: 'Writes a text into the log.',
      fields: [
        { name: 'text', jsonName: 'text', number: 1, type: 'string', doc: 'The text.' },
        { name: 'times', jsonName: 'times', number: 2, type: 'int32', doc: 'How often.' },
      ],
    },
  ],
  enums: [],
  fields: {
    'scheduler.config.Job': [FIELD],
    'scheduler.config.TaskDefWrapper': [FIELD],
  },
};

const MANAGER: Manager<EchoTask> = {
  name: 'echo',
  messageType: 'acme.EchoTask',
  traits: { multistage: false },
  codes: {
    'echo/text-missing': { severity: 'error', title: 'No text.', explanation: 'Say something.' },
    'echo/lint-often': { severity: 'hint', title: 'Often.', explanation: 'Once is enough.' },
  },
  validateProtoMessage(ctx, { text }) {
    if (text === '') ctx.error('echo/text-missing', 'There is nothing to say.', ['text']);
  },
  lint({ times }, report) {
    if (times > 1) report.lint('echo/lint-often', 'Once is enough.', { field: ['times'] });
  },
  async launchTask(ctl) {
    const { text, times } = ctl.task();
    for (let i = 0; i < times; i++) ctl.debugLog(`Echo: ${text}`);
    ctl.state().status = 'SUCCEEDED';
  },
  abortTask: async () => {},
  examineNotification: () => '',
  handleNotification: async () => {},
  handleTimer: async () => {},
  getDebugState: async () => ({}),
};

const clock = virtualClock();
const world = virtualWorld(clock);
const registry = builtinManagers(world).register(MANAGER, SCHEMA);
const runsHere = registry.taskFields();

function open(text: string, off: readonly string[] = []) {
  const lints = { off, crowdedMinuteLimit: 20, now: () => 0 };
  return openConfig(text, { project: 'proj', lints }, registry);
}

/** Findings but those about other jobs. */
function findingsIn(text: string, off: readonly string[] = []): readonly Finding[] {
  return diagnostics(open(text, off)).filter(({ code }) => code !== 'lint-job-never-triggered');
}

const GOOD = 'job { id: "a" echo { text: "Hi" times: 2 } }';

describe('a fifth kind of task, registered from this file alone', () => {
  const findings: [marked: string, ...found: string[]][] = [
    ['job { id: "a" echo { text: "Hi" } }'],
    ['job { id: "a" [[echo]] {} }', 'error echo/text-missing job / a / task'],
    ['job { id: "a" echo { text: [[""]] } }', 'error echo/text-missing job / a / task'],
    ['job { id: "a" echo { text: "Hi" times: [[2]] } }', 'hint echo/lint-often job / a'],
    ['job { id: "a" echo { [[txt]]: "Hi" } }', 'error textproto-unknown-field '],
    ['job { id: "a" echo { text: "Hi" } [[noop]] {} }', 'error task-multiple job / a'],
    ['trigger { id: "t" [[echo]] { text: "Hi" } }', 'error textproto-unknown-field '],
  ];
  for (const [marked, ...found] of findings) {
    it(`is validated and linted: ${marked}`, () => {
      const { text, ranges } = markedText(marked);
      const actual = findingsIn(text);
      assert.deepEqual(
        actual.map(({ severity, code, path }) => `${severity} ${code} ${path.join(' / ')}`),
        found,
      );
      assert.deepEqual(
        actual.map(({ range }) => range),
        ranges,
      );
    });
  }

  it('is one of the choices where a task is missing', () => {
    assert.match(findingsIn('job { id: "a" }')[0]?.message ?? '', /, `buildbucket` or `echo`\.$/);
  });

  it('has lints that can be switched off, by options and by comments', () => {
    assert.deepEqual(findingsIn(GOOD, ['echo/lint-often']), []);
    assert.deepEqual(findingsIn(`# lint-disable: echo/lint-often\n${GOOD}`), []);
  });

  it('is in the outline', () => {
    assert.deepEqual(
      documentSymbols(open(GOOD)).map(({ name, detail }) => [name, detail]),
      [['a', 'echo, triggered']],
    );
  });

  it('has a lens above it', () => {
    assert.deepEqual(
      codeLenses(open(GOOD), runsHere).map(({ title, jobId }) => [title, jobId]),
      [['Run', 'a']],
    );
  });

  it('is named where another kind cannot be run', () => {
    const document = open('job { id: "b" buildbucket { server: "h" bucket: "c" builder: "d" } }');
    const others = new Set([...runsHere].filter((kind) => kind !== 'buildbucket'));
    const target = runTarget(document, 'b', { runsHere: others });
    assert.ok(target.kind === 'not-local');
    assert.match(
      runRefusal(target, 'b').message,
      /`noop`, `url_fetch`, `gitiles` or `echo` task can\.$/,
    );
  });

  it('runs, and its log is told as it grows', async () => {
    const target = runTarget(open(GOOD), 'a', { runsHere });
    assert.ok(target.kind === 'runnable');
    let end: () => void;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let log = '';
    const onEvent = (event: RunnerEvent) => {
      if (event.kind === 'log') log = log.slice(0, event.start) + event.text;
      if (event.kind === 'changed' && isFinal(event.record.invocation.status)) end();
    };
    const runner = new Runner({ world, registry, identity: 'user:test', onEvent });
    const id = await clock.runUntil(runner.start(target.definition));
    await clock.runUntil(ended);
    assert.equal(runner.record(id)?.invocation.status, 'SUCCEEDED');
    assert.equal(runner.record(id)?.manager, 'echo');
    assert.equal(log.match(/ Echo: Hi\n/g)?.length, 2);
    await clock.runUntil(runner.stop());
  });

  it('cannot take a name or a number that is taken', () => {
    const again = (name: string, number: number) => ({
      ...SCHEMA,
      fields: { 'scheduler.config.TaskDefWrapper': [{ ...FIELD, name, number }] },
    });
    const other = { ...MANAGER, name: 'other', messageType: 'acme.OtherTask' };
    const fresh = () => builtinManagers(world);
    assert.throws(() => fresh().register(other, again('noop', 1000)), /has a field noop/);
    assert.throws(() => fresh().register(other, again('other', 1)), /with number 1/);
    assert.throws(
      () => fresh().register(MANAGER, SCHEMA).register(other, SCHEMA),
      /has a field echo|has acme\.EchoTask already/,
    );
    assert.throws(
      () => fresh().register(other, { ...SCHEMA, fields: { 'acme.Nothing': [FIELD] } }),
      /no message acme\.Nothing/,
    );
  });
});
