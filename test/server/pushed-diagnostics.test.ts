import assert from 'node:assert/strict';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { markedText } from '../marked-text.ts';
import { LINTS_OFF } from './server-client.ts';
import { ServerInProcess } from './server-in-process.ts';

const GOOD = 'job {\n  id: "a"\n  noop {}\n}\n';

describe('pushed diagnostics', () => {
  let server: ServerInProcess;
  let documents = 0;
  /** A document of the test's own. */
  let uri: string;

  before(async () => {
    ({ server } = await ServerInProcess.start());
  });

  beforeEach(() => {
    uri = `file:///${++documents}.cfg`;
  });

  after(async () => {
    assert.equal(await server.stop(), 0);
  });

  /** What has been pushed for the document so far. */
  function pushes(): readonly PublishDiagnosticsParams[] {
    return server.published.filter((push) => push.uri === uri);
  }

  it('say what is wrong, where, and for which version', async () => {
    await server.open(uri, 'job {\n  id: "a"\n  schedule: "every day"\n  noop {}\n}\n', 3);
    const { diagnostics, ...rest } = await server.pushed(uri, 3);
    assert.deepEqual(rest, { uri, version: 3 });
    const [{ message, ...diagnostic }, ...others] = diagnostics as [(typeof diagnostics)[number]];
    assert.deepEqual(others, []);
    assert.match(message as string, /^\S.*\.$/);
    assert.deepEqual(diagnostic, {
      code: 'schedule-invalid',
      source: 'luci-scheduler',
      severity: 1,
      range: { start: { line: 2, character: 13 }, end: { line: 2, character: 22 } },
      data: { path: ['job', 'a'] },
    });
  });

  it('mark a value once, with all that is wrong with it', async () => {
    const { text, ranges } = markedText(
      'trigger { id: "t" gitiles { repo: "https://x.googlesource.com/y" refs: [["main"]] } }',
    );
    await server.open(uri, text);
    const { diagnostics } = await server.pushed(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, range]),
      [['ref-bad-prefix', ranges[0]]],
    );
    assert.match(diagnostics[0]?.message as string, /^"main" .*\.\n"main" .*slashes.*\.$/);
  });

  describe('stand in UTF-16 units', () => {
    const texts: Readonly<Record<string, string>> = {
      'after astral characters': 'job { id: "a" noop {} } # 😀\njob { realm: "r" [[nope]]: 1 }',
      'behind an astral character in the line': 'job { id: "😀" [[nope]]: 1 noop {} }',
      'in CR LF lines': 'job {\r\n  id: "a"\r\n  [[nope]]: 1\r\n}\r\n',
      'behind a combining character': 'job { id: "e\u0301" [[nope]]: 1 }',
      'behind a tab': '\tjob {\t[[nope]]: 1 }',
    };
    for (const [name, marked] of Object.entries(texts)) {
      it(name, async () => {
        const { text, ranges } = markedText(marked);
        await server.open(uri, text);
        const { diagnostics } = await server.pushed(uri, 1);
        const found = diagnostics.find(({ code }) => code === 'textproto-unknown-field');
        assert.deepEqual(found?.range, ranges[0] ?? assert.fail('no mark'));
      });
    }
  });

  it('are bounded, and say so', async () => {
    await server.open(uri, 'job {}\n'.repeat(2000));
    const { diagnostics } = await server.pushed(uri, 1);
    assert.equal(diagnostics.length, 1000);
    assert.match(diagnostics.at(-1)?.message as string, /^This file has 4000 findings\./);
  });

  it('follow the changes', async () => {
    await server.open(uri, GOOD);
    assert.deepEqual(codes(await server.pushed(uri, 1)), []);
    await server.change(uri, 2, insertion(2, 2, 'x'));
    assert.deepEqual(codes(await server.pushed(uri, 2)), ['textproto-unknown-field']);
    await server.change(uri, 3, { range: range(2, 2, 2, 3), text: '' });
    assert.deepEqual(codes(await server.pushed(uri, 3)), []);
    await server.change(uri, 4, { text: 'job: 5' });
    assert.deepEqual(codes(await server.pushed(uri, 4)), ['textproto-expected-message']);
  });

  it('follow several changes in one message', async () => {
    await server.open(uri, GOOD);
    await server.change(
      uri,
      2,
      insertion(0, 0, '# first\n'),
      insertion(3, 2, 'x'),
      insertion(99, 0, 'trigger { id: "a" noop {} }\n'),
    );
    const { diagnostics } = await server.pushed(uri, 2);
    const found = diagnostics.map(({ code, range }) => [code, range.start.line]);
    assert.deepEqual(found, [
      ['textproto-unknown-field', 3],
      ['duplicate-id', 5],
    ]);
  });

  it('say nothing about a message whose changes make no sense, and go on', async () => {
    await server.open(uri, GOOD);
    await server.pushed(uri, 1);
    await server.change(uri, 2, insertion(0, 0, 'x'), { range: 5, text: 'y' });
    await server.change(uri, 3, insertion(2, 2, 'x'));
    const { diagnostics } = await server.pushed(uri, 3);
    assert.deepEqual(
      diagnostics.map(({ range }) => range.start),
      [{ line: 2, character: 2 }],
    );
    assert.deepEqual(
      pushes().map(({ version }) => version),
      [1, 3],
    );
  });

  it('go away when the document is closed, and come back with it', async () => {
    await server.open(uri, 'job {}');
    assert.notDeepEqual(codes(await server.pushed(uri, 1)), []);
    await server.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri },
    });
    const cleared = await server.pushed(uri, undefined);
    assert.deepEqual(cleared, { uri, diagnostics: [] });
    await server.open(uri, 'job {}');
    assert.notDeepEqual(codes(await server.pushed(uri, 1)), []);
  });

  it('are dropped when the document is closed right after a change', async () => {
    await server.open(uri, GOOD);
    await server.pushed(uri, 1);
    server.write(
      didChange(uri, 2, insertion(2, 2, 'x')),
      notification('textDocument/didClose', { textDocument: { uri } }),
    );
    await server.pushed(uri, undefined);
    await server.request('textDocument/documentSymbol', uri);
    assert.deepEqual(
      pushes().map(({ version }) => version),
      [1, undefined],
    );
  });

  it('belong to their own document', async () => {
    const other = `${uri}.other`;
    await server.open(uri, GOOD);
    await server.open(other, 'job { id: "a" }');
    assert.deepEqual(codes(await server.pushed(uri, 1)), []);
    assert.deepEqual(codes(await server.pushed(other, 1)), ['task-missing']);
    await server.change(uri, 2, insertion(0, 0, '# c\n'));
    await server.pushed(uri, 2);
    await server.change(other, 2, insertion(0, 0, '# c\n'));
    await server.pushed(other, 2);
    assert.equal(pushes().length, 2);
  });

  it('come once for a burst of changes, for the last of them', async () => {
    await server.open(uri, GOOD.repeat(100));
    await server.pushed(uri, 1);
    const before = pushes().length;
    // Types an unknown field, one character at a time, and a second one at the end.
    const typed = `${'x'.repeat(48)}: 1\n`;
    const burst = [...typed].map((character, i) =>
      didChange(uri, i + 2, insertion(1, i, character)),
    );
    const last = burst.length + 2;
    server.write(...burst, didChange(uri, last, insertion(0, 0, 'oops: 2\n')));
    const { diagnostics } = await server.pushed(uri, last);
    assert.deepEqual(
      diagnostics
        .filter(({ code }) => code === 'textproto-unknown-field')
        .map(({ range }) => range),
      [range(0, 0, 0, 4), range(2, 0, 2, 48)],
    );
    const count = pushes().length - before;
    assert.ok(count <= 5, `${count} pushes for ${burst.length + 1} changes`);
  });

  it('are told again when the project changes what they say', async () => {
    await server.open(uri, LEGACY_BUCKET, 4);
    assert.match(messageOf(await server.pushed(uri, 4)), /chromium:ci/);
    await configure(server, { project: 'chromium' });
    assert.doesNotMatch(messageOf(await server.pushed(uri, 4)), /chromium:ci/);
    await configure(server, { project: '' });
    assert.match(messageOf(await server.pushed(uri, 4)), /chromium:ci/);
  });

  it('are not told again by settings that change nothing', async () => {
    await server.open(uri, LEGACY_BUCKET);
    await server.pushed(uri, 1);
    await configure(server, { project: '', codeLens: { enabled: false } });
    await server.request('textDocument/documentSymbol', uri);
    assert.equal(pushes().length, 1);
  });
});

/** validation.md B6 proposes the bucket's name with its project, unless that is the file's own. */
const LEGACY_BUCKET = `job {
  id: "a"
  buildbucket { server: "cr-buildbucket.appspot.com" bucket: "luci.chromium.ci" builder: "b" }
}
`;

function configure(server: ServerInProcess, section: object): Promise<void> {
  const settings = { luciScheduler: { lints: LINTS_OFF, ...section } };
  return server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
}

function codes({ diagnostics }: PublishDiagnosticsParams): unknown[] {
  return diagnostics.map(({ code }) => code);
}

function messageOf({ diagnostics }: PublishDiagnosticsParams): string {
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['bb-bucket-legacy'],
  );
  return String(diagnostics[0]?.message);
}

function didChange(uri: string, version: number, ...contentChanges: readonly object[]): object {
  const textDocument = { uri, version };
  return notification('textDocument/didChange', { textDocument, contentChanges });
}

function notification(method: string, params: object): object {
  return { jsonrpc: '2.0', method, params };
}

function insertion(line: number, character: number, text: string): object {
  return { range: range(line, character, line, character), text };
}

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
