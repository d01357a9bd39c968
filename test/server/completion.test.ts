import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  MarkupContent,
} from 'vscode-languageserver-protocol';
import { markedCursor } from '../marked-text.ts';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';

function capable(completionItem: object): ClientCapabilities {
  return { textDocument: { completion: { completionItem } } };
}

async function itemsIn(marked: string, capabilities: ClientCapabilities = {}, options = {}) {
  const { server } = await ServerInProcess.start({ capabilities, options });
  const { text, position } = markedCursor(marked);
  await server.open(URI, text);
  const { items } = await server.connection.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri: URI },
    position,
  });
  const item = (label: string): CompletionItem => {
    const found = items.find((one) => one.label === label);
    assert.ok(found, `there are only ${items.map((one) => one.label).join(', ')}`);
    return found;
  };
  return { server, items, item };
}

describe('completion items', () => {
  it('have no stops for a client without snippets', async () => {
    const { server, item } = await itemsIn('|');
    const { textEdit, insertTextFormat } = item('job … noop');
    assert.equal(textEdit?.newText, 'job {\n  id: ""\n  noop {}\n}');
    assert.equal(insertTextFormat, undefined);
    assert.equal(await server.stop(), 0);
  });

  it('have stops, and tell how to be indented, for one that knows them', async () => {
    const all = { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } };
    const { server, item } = await itemsIn('|', capable(all));
    const { textEdit, insertTextFormat, insertTextMode } = item('job … url_fetch');
    assert.equal(textEdit?.newText, 'job {\n  id: "$1"\n  url_fetch {\n    url: "$2"\n  \\}\n\\}');
    assert.deepEqual([insertTextFormat, insertTextMode], [2, 2]);
    assert.equal(await server.stop(), 0);
  });

  it('have tags, commit characters and commands for those alone who take them', async () => {
    const marked = 'job { acls { role: | } }';
    const plain = await itemsIn(marked);
    assert.equal(plain.item('OWNER').commitCharacters, undefined);
    assert.equal(await plain.server.stop(), 0);
    const rich = await itemsIn(marked, capable({ commitCharactersSupport: true }));
    assert.deepEqual(rich.item('OWNER').commitCharacters, [' ', ',', ';', '}']);
    assert.equal(await rich.server.stop(), 0);
    const fields = await itemsIn('job { | }', capable({ tagSupport: { valueSet: [1] } }), {
      editorCommands: true,
    });
    assert.deepEqual(fields.item('acls').tags, [1]);
    assert.equal(fields.item('schedule').command?.command, 'editor.action.triggerSuggest');
    assert.equal(fields.item('disabled').command, undefined);
    assert.equal(await fields.server.stop(), 0);
  });

  it('are in the order of their worth by the text that clients sort by', async () => {
    const { server, items } = await itemsIn('job { | }');
    const sorted = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.equal(sorted[0]?.label, 'id');
    assert.deepEqual(sorted, items);
    assert.equal(await server.stop(), 0);
  });

  const docs: readonly [marked: string, label: string, doc: string][] = [
    ['job { | }', 'id', 'The name of the job'],
    ['job { triggering_policy { kind: | } }', 'NEWEST_FIRST', 'newest first'],
    ['job { id: "x" noop {} } trigger { id: "t" triggers: "|" }', 'x', '**Job** `x`, `noop`'],
  ];
  for (const [marked, label, doc] of docs) {
    it(`get the docs of ${label} when they are looked at`, async () => {
      const { server, item } = await itemsIn(marked);
      const before = item(label);
      assert.equal(before.documentation, undefined);
      const { documentation, ...rest } = await server.connection.sendRequest<CompletionItem>(
        'completionItem/resolve',
        before,
      );
      assert.ok((documentation as MarkupContent).value.includes(doc));
      assert.deepEqual(rest, before);
      assert.equal(await server.stop(), 0);
    });
  }

  it('stay as they are if there is nothing to say of them', async () => {
    const { server } = await itemsIn('|');
    for (const data of [
      undefined,
      null,
      5,
      {},
      { type: 'x', name: 'y' },
      { uri: 'file:///b.cfg', id: 'a' },
    ]) {
      const item = { label: 'a', ...(data !== undefined && { data }) };
      assert.deepEqual(await server.connection.sendRequest('completionItem/resolve', item), item);
      // Clients may send anything.
      assert.equal(await server.connection.sendRequest('completionItem/resolve', null), null);
    }
    assert.equal(await server.stop(), 0);
  });
});
