import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = 'job { id: "a" realm: "CI" noop {} }\njob { id: "b" realm: "CI" noop {} }\n';
const RANGE = { start: { line: 0, character: 22 }, end: { line: 0, character: 22 } };

const LITERALS: ClientCapabilities = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

const RESOLVES: ClientCapabilities = {
  textDocument: {
    codeAction: { ...LITERALS.textDocument?.codeAction, resolveSupport: { properties: ['edit'] } },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

async function start(capabilities: ClientCapabilities) {
  const { server, result } = await ServerInProcess.start({ capabilities });
  await server.open(URI, TEXT, 3);
  return { server, result };
}

function ask(server: ServerInProcess, context: object): Promise<CodeAction[]> {
  return server.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: RANGE,
    context: { diagnostics: [], ...context },
  });
}

const EDIT = {
  range: { start: { line: 0, character: 22 }, end: { line: 0, character: 24 } },
  newText: 'ci',
};
describe('code actions over LSP', () => {
  it('have edits of the version that the client has, and little to ask the others by', async () => {
    const { server, result } = await start(RESOLVES);
    assert.deepEqual(result.capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.luciScheduler'],
      resolveProvider: true,
    });
    const diagnostic: Diagnostic = {
      code: 'realm-invalid',
      message: 'x',
      range: { start: { line: 0, character: 21 }, end: { line: 0, character: 25 } },
    };
    const actions = await ask(server, { diagnostics: [diagnostic], only: ['quickfix'] });
    const textDocument = { uri: URI, version: 3 };
    assert.deepEqual(actions, [
      {
        title: 'Change the realm to "ci"',
        kind: 'quickfix',
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: { documentChanges: [{ textDocument, edits: [EDIT] }] },
      },
      {
        title: 'Fix all realm-invalid in this file',
        kind: 'quickfix',
        diagnostics: [diagnostic],
        data: { uri: URI, what: 'fix', code: 'realm-invalid' },
      },
    ]);
    const resolved = await server.connection.sendRequest<CodeAction>(
      'codeAction/resolve',
      actions[1],
    );
    assert.deepEqual(resolved.edit?.documentChanges, [
      {
        textDocument,
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } },
            newText: TEXT.replaceAll('CI', 'ci'),
          },
        ],
      },
    ]);
    assert.equal(await server.stop(), 0);
  });

  it('have all their edits for a client that does not ask again', async () => {
    const { server } = await start(LITERALS);
    const actions = await ask(server, { only: ['source.fixAll'] });
    assert.deepEqual(
      actions.map(({ title, kind, edit }) => [
        title,
        kind,
        edit?.changes?.[URI]?.map(({ newText }) => newText),
      ]),
      [
        [
          'Fix all findings that have one obvious fix',
          'source.fixAll.luciScheduler',
          [TEXT.replaceAll('CI', 'ci')],
        ],
      ],
    );
    assert.equal(await server.stop(), 0);
  });

  it('are not offered to a client that takes commands alone', async () => {
    const { server, result } = await start({});
    assert.equal(result.capabilities.codeActionProvider, undefined);
    assert.equal(await server.stop(), 0);
  });

  it('are handed back as they are where there is nothing to resolve', async () => {
    const { server } = await start(RESOLVES);
    for (const data of [undefined, null, 5, { uri: 'file:///other.cfg' }, { uri: 7 }]) {
      const action = { title: 'x', data };
      const resolved = await server.connection.sendRequest('codeAction/resolve', action);
      assert.deepEqual(resolved, JSON.parse(JSON.stringify(action)));
    }
    assert.equal(await server.stop(), 0);
  });
});
