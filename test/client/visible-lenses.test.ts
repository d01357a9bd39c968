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

  async function ask(): Promise<unknown> {
    const { provideCodeLenses } = lenses.middleware(REQUEST);
    return provideCodeLenses?.(DOCUMENT, TOKEN, () => void told.push('the library is asked'));
  }

  it('are asked for again when others come into view, of the client that there is then', async () => {
    const [first, second] = [clientNamed('first', told), clientNamed('second', told)];
    current = first;
    await ask();
    scrollTo(10);
    current = second;
    scrollTo(5000);
    assert.deepEqual(told, ['first is asked', 'second is to be asked again']);
  });

  it('are left to the library where nobody knows what is in view, or nobody is in use', async () => {
    await ask();
    current = clientNamed('used', told);
    window.visibleTextEditors = [];
    await ask();
    scrollTo(0);
    await ask();
    assert.deepEqual(told, ['the library is asked', 'the library is asked', 'used is asked']);
  });

  it('are nobody’s while there is no client', async () => {
    current = clientNamed('gone', told);
    await ask();
    current = undefined;
    scrollTo(5000);
    assert.deepEqual(told, ['gone is asked']);
  });
});
