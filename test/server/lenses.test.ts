import assert from 'node:assert/strict';
import type { CodeLens, InlayHint, Location } from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = `trigger { id: "t" triggers: ["a", "b"] schedule: "0 0 1 1 *" noop {} }
job { id: "a" noop {} }
job { id: "b" noop {} }
`;

const COMMANDS = { editorCommands: true };

describe('lenses about entries', () => {
  const titles = async (server: ServerInProcess) => {
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
    return lenses.map(({ command }) => command?.title.replace(/^next .*/, 'next'));
  };
  const OTHERS = ['next', 'triggers 2', 'triggered by 1', 'triggered by 1'];

  const cases: readonly [options: object, settings: object, shown: readonly string[]][] = [
    [{}, {}, []],
    [COMMANDS, {}, OTHERS],
    // Nothing of it runs anything.
    [COMMANDS, { trusted: false }, OTHERS],
    [COMMANDS, { codeLens: { enabled: false } }, []],
    [{ ...COMMANDS, runsHere: ['noop'] }, {}, ['Run', 'Run', 'Run', ...OTHERS]],
  ];
  for (const [options, settings, shown] of cases) {
    it(`are ${shown.length} with ${JSON.stringify({ ...options, settings })}`, async () => {
      const { server } = await ServerInProcess.start({ options, settings });
      await server.open(URI, TEXT);
      assert.deepEqual(await titles(server), shown);
      assert.equal(await server.stop(), 0);
    });
  }

  // Each row: the lines that a client names; those of which it gets lenses.
  const parts: readonly [ranges: unknown, lines: readonly number[]][] = [
    [[[0, 0]], [0, 0, 0]],
    [[[1, 1]], [1, 1]],
    [[[1, 900]], [1, 2, 1, 2]],
    [
      [
        [0, 0],
        [2, 3],
      ],
      [0, 2, 0, 0, 2],
    ],
    [[], []],
    // What is no range is not understood, and so does not count.
    [[[-1, 0]], [0, 1, 2, 0, 0, 1, 2]],
    ['all', [0, 1, 2, 0, 0, 1, 2]],
  ];
  for (const [ranges, lines] of parts) {
    it(`are those of the lines ${JSON.stringify(ranges)} if a client says so`, async () => {
      const options = { ...COMMANDS, runsHere: ['noop'] };
      const { server } = await ServerInProcess.start({ options });
      await server.open(URI, TEXT);
      const lenses = await server.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
        textDocument: { uri: URI },
        ranges: Array.isArray(ranges)
          ? ranges.map(([first, last]) => ({
              start: { line: first, character: 0 },
              end: { line: last, character: 0 },
            }))
          : ranges,
      });
      assert.deepEqual(
        lenses.map(({ range }) => range.start.line),
        lines,
      );
      assert.equal(await server.stop(), 0);
    });
  }

  it('lead to a page each once the project is known', async () => {
    const { server } = await ServerInProcess.start({
      options: COMMANDS,
      settings: { project: 'p' },
    });
    await server.open(URI, TEXT);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
    const urls = lenses.flatMap(({ command }) =>
      command?.command === 'vscode.open' ? command.arguments : [],
    );
    assert.deepEqual(
      urls,
      ['t', 'a', 'b'].map((id) => `https://luci-scheduler.appspot.com/jobs/p/${id}`),
    );
    assert.equal(await server.stop(), 0);
  });

  it('ask for the places that they show', async () => {
    const { server } = await ServerInProcess.start({ options: COMMANDS });
    await server.open(URI, TEXT);
    const ask = (method: string, id: string) =>
      server.connection.sendRequest<Location['range'][]>(method, {
        textDocument: { uri: URI },
        id,
      });
    const triggered = await ask('luciScheduler/triggeredPlaces', 't');
    assert.deepEqual(
      triggered.map(({ start }) => start.line),
      [1, 2],
    );
    const triggering = await ask('luciScheduler/triggeringPlaces', 'b');
    assert.deepEqual(
      triggering.map(({ start }) => start),
      [{ line: 0, character: 14 }],
    );
    assert.equal(await server.stop(), 0);
  });
});

describe('inlay hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const cases: readonly [inlayHints: object, count: number][] = [
    [{}, 2],
    [{ nextRun: false }, 1],
    [{ triggerCounts: false }, 1],
    [{ nextRun: false, triggerCounts: false, defaults: false }, 0],
    [{ nextRun: 5 }, 2],
  ];
  for (const [inlayHints, count] of cases) {
    it(`are ${count} with ${JSON.stringify(inlayHints)}`, async () => {
      const { server } = await ServerInProcess.start({ settings: { inlayHints } });
      await server.open(URI, TEXT);
      const params = { textDocument: { uri: URI }, range };
      const hints = await server.connection.sendRequest<InlayHint[]>(
        'textDocument/inlayHint',
        params,
      );
      assert.equal(hints.length, count);
      assert.equal(await server.stop(), 0);
    });
  }

  it('are asked for again when the user wants others', async () => {
    const { server } = await ServerInProcess.start({
      capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
    });
    const configure = (inlayHints: object) =>
      server.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { luciScheduler: { inlayHints } },
      });
    await configure({});
    await configure({ nextRun: false });
    await server.open(URI, TEXT);
    await server.request('textDocument/documentSymbol', URI);
    assert.deepEqual(server.asked, ['workspace/inlayHint/refresh']);
    assert.equal(await server.stop(), 0);
  });
});
