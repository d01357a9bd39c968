import assert from 'node:assert/strict';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { markedCursor } from '../marked-text.ts';
import { FEATURES } from './features.ts';
import { ServerProcess } from './server-process.ts';

const URI = 'file:///a.cfg';

/** Of a client that can do everything that makes a difference. */
const CAPABILITIES: ClientCapabilities = {
  workspace: { codeLens: { refreshSupport: true } },
  textDocument: {
    diagnostic: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    foldingRange: { foldingRange: { collapsedText: true } },
    rename: { prepareSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        tagSupport: { valueSet: [1] },
        insertTextModeSupport: { valueSet: [1] },
      },
    },
  },
};

const OPTIONS = {
  runsHere: ['noop', 'url_fetch'],
  editorCommands: true,
  schemaDocument: true,
  timeZone: 'UTC',
};

/** Offered, and no question at a cursor; or tested in a file of its own. */
const OTHERS = ['positionEncoding', 'textDocumentSync', 'diagnosticProvider'];

describe('what the server offers', () => {
  let server: ServerProcess;
  let offered: readonly string[];

  before(async () => {
    const started = await ServerProcess.start({ capabilities: CAPABILITIES, options: OPTIONS });
    server = started.server;
    offered = Object.keys(started.result.capabilities);
  });

  after(() => server.stop());

  it('has a test with a cursor each', () => {
    assert.deepEqual(offered.toSorted(), [...OTHERS, ...Object.keys(FEATURES)].sort());
    for (const [name, rows] of Object.entries(FEATURES)) assert.ok(rows.length > 0, name);
  });

  for (const [name, rows] of Object.entries(FEATURES)) {
    for (const { marked, method, params, shown, expected } of rows) {
      it(`${name}: ${method} at ${JSON.stringify(marked)}`, async () => {
        const { text, position } = markedCursor(marked);
        await server.open(URI, text);
        const answer = await server.connection.sendRequest<never>(method, {
          textDocument: { uri: URI },
          position,
          ...params,
        });
        assert.deepEqual(shown(answer, marked), expected);
      });
    }
  }
});
