import assert from 'node:assert/strict';
import type { CancellationToken, TextDocument } from 'vscode';
import type { CodeLensRequest, LanguageClient } from 'vscode-languageclient/node';
import { scrolls, window } from './editor-stand-in.ts';

const { VisibleLenses } = await import('../../client/visible-lenses.ts');

const REQUEST = { method: 'textDocument/codeLens' } as (typeof CodeLensRequest)['type'];
const DOCUMENT = { lineCount: 10_000 } as TextDocument;
const TOKEN = {} as CancellationToken;

/** A client that writes down what it is asked, and that the editor was told to ask it again. */
function clientNamed(name: string, told: string[]): LanguageClient {
  return {
    code2ProtocolConverter: { asTextDocumentIdentifier: () => ({ uri: 'file:///a.cfg' }) },
    protocol2CodeConverter: { asCodeLenses: async (lenses: unknown) => lenses },
    sendRequest: async () => {
      told.push(`${name} is asked`);
      return [];
    },
    getFeature: () => ({
      getProvider: () => ({
        onDidChangeCodeLensEmitter: { fire: () => void told.push(`${name} is to be asked again`) },
      }),
    }),
  } as unknown as LanguageClient;
}

function scrollTo(first: number): void {
  const visibleRanges = [{ start: { line: first }, end: { line: first + 40 } }];
  const textEditor = { document: DOCUMENT, visibleRanges };
  window.visibleTextEditors = [textEditor];
  for (const listener of scrolls) listener({ textEditor });
}

describe('lenses of what is in view', () => {
  let told: string[];
  let current: LanguageClient | undefined;
  let lenses: InstanceType<typeof VisibleLenses>;

  beforeEach(() => {
    told = [];
    current = undefined;
    lenses = new VisibleLenses(() => current);
    scrollTo(0);
  });

  afterEach(() => {
    lenses.dispose();
    window.visibleTextEditors = [];
  });

  async function ask(client: LanguageClient): Promise<void> {
    const { provideCodeLenses } = lenses.middleware(() => client, REQUEST);
    await provideCodeLenses?.(DOCUMENT, TOKEN, () => []);
  }

  it('are asked for again when others come into view, of the client that there is then', async () => {
    const [first, second] = [clientNamed('first', told), clientNamed('second', told)];
    current = first;
    await ask(first);
    scrollTo(10);
    current = second;
    scrollTo(5000);
    assert.deepEqual(told, ['first is asked', 'second is to be asked again']);
  });

  it('do not go to a client that nobody has taken into use', async () => {
    const [used, made] = [clientNamed('used', told), clientNamed('made', told)];
    current = used;
    await ask(used);
    lenses.middleware(() => made, REQUEST);
    scrollTo(5000);
    assert.deepEqual(told, ['used is asked', 'used is to be asked again']);
  });

  it('are nobody’s while there is no client', async () => {
    current = clientNamed('gone', told);
    await ask(current);
    current = undefined;
    scrollTo(5000);
    assert.deepEqual(told, ['gone is asked']);
  });
});
