// Refs of repositories on this machine as clients of any kind get them: from settings that name a folder.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { MadeRepository } from '../host/git/made-repository.ts';
import { ServerInProcess } from './server-in-process.ts';

const HOST = 'chromium.googlesource.com';
const TEXT = `trigger { gitiles { repo: "https://${HOST}/a/b.git" refs: "regexp:refs/heads/.+" } }`;

describe('refs of repositories on this machine', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'local-repositories-')));
  const config = pathToFileURL(path.join(folder, 'a.cfg')).href;
  const repository = path.join(folder, 'b');
  let server: ServerInProcess;

  before(async () => {
    const made = new MadeRepository(repository);
    made.commit({ a: 'a' });
    made.git('branch', 'one');
    const started = await ServerInProcess.start({ folders: [pathToFileURL(folder).href] });
    server = started.server;
  });

  after(async () => {
    assert.equal(await server.stop(), 0);
    fs.rmSync(folder, { recursive: true });
  });

  /** How many refs of the repository the hover speaks of, and whether a branch of it is offered. */
  async function knownTo(uri: string, settings: object) {
    const { connection } = server;
    await connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { luciScheduler: settings },
    });
    await server.open(uri, TEXT);
    const at = (text: string) => ({
      textDocument: { uri },
      position: { line: 0, character: TEXT.indexOf(text) },
    });
    const hover = await connection.sendRequest<Hover>('textDocument/hover', at('heads'));
    const { value } = hover.contents as MarkupContent;
    const { items } = await connection.sendRequest<CompletionList>(
      'textDocument/completion',
      at('refs/'),
    );
    const isOffered = items.some(({ label }) => label === 'regexp:refs/heads/one');
    return [/matches (\S+)/.exec(value)?.[1], isOffered];
  }

  const two = ['2', true];
  const nothing = [undefined, false];

  const table: readonly [what: string, settings: object, known: unknown[], uri?: string][] = [
    ['not where there is no table', {}, nothing],
    ['where a row names the repository', { hosts: { [`${HOST}/a/b`]: repository } }, two],
    ['where a row names the host', { hosts: { [HOST]: repository } }, two],
    ['in a folder that is relative to that of the workspace', { hosts: { [HOST]: 'b' } }, two],
    ['in a text that is nowhere yet', { hosts: { [HOST]: 'b' } }, two, 'untitled:a'],
    ['not where no row names it', { hosts: { 'v8.googlesource.com': repository } }, nothing],
    [
      'not where a row that says more leads elsewhere',
      { hosts: { [`${HOST}/a/b`]: 'network', [HOST]: repository } },
      nothing,
    ],
    [
      'not in a workspace that is not trusted',
      { hosts: { [HOST]: repository }, trusted: false },
      nothing,
    ],
    [
      'not in a file of another file system',
      { hosts: { [HOST]: repository } },
      nothing,
      'vscode-vfs://github/a/b/a.cfg',
    ],
    ['not of a folder that has none', { hosts: { [HOST]: folder } }, nothing],
    ['not of a folder that is not there', { hosts: { [HOST]: 'z' } }, nothing],
  ];
  for (const [what, settings, known, uri = config] of table) {
    it(`are known ${what}`, async () => {
      assert.deepEqual(await knownTo(uri, settings), known);
    });
  }
});
