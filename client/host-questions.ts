// What the user is asked about a host of which the host table says nothing.

import * as vscode from 'vscode';
import { gitRemotes, namesRepository } from '../host/git/git-remotes.ts';
import { shownName } from '../host/hosts/asked-host.ts';
import type { HostQuestion } from '../host/hosts/host-table.ts';
import { ANONYMOUS, type Target } from '../host/hosts/target.ts';
import { askRepositoryFolder } from './repository-folder.ts';

/** Undefined if the user says no, or nothing. */
export function askAboutHost(question: HostQuestion): Promise<Target | undefined> {
  return question.kind === 'repository' ? askForFolder(question) : askForConsent(question);
}

/** What to do to be asked again, or no more: an imperative clause. */
export function hostAdvice({ kind }: HostQuestion): string {
  const choose = 'by "LUCI Scheduler: Where Requests Go…"';
  return kind === 'repository'
    ? `run the job again and choose a folder, or name one ${choose}`
    : `run the job again and allow it, or do so ${choose}`;
}

async function askForConsent({ kind, asked }: HostQuestion): Promise<Target | undefined> {
  const host = shownName(asked);
  const isToken = kind === 'token';
  const [message, detail, yes] = isToken
    ? [
        `Send your access token to ${host}?`,
        'The settings of this workspace ask for it. The token is made by luci-auth and shows the host who you are.',
        'Send My Token',
      ]
    : [
        `Send requests to ${host}?`,
        'A job of this workspace wants to. They are sent over the network, without an account.',
        'Allow in This Workspace',
      ];
  const pressed = await vscode.window.showWarningMessage(message, { modal: true, detail }, yes);
  if (pressed !== yes) return undefined;
  return isToken ? { kind: 'network', credentials: 'luci-auth' } : ANONYMOUS;
}

type FolderItem = vscode.QuickPickItem & { readonly answer?: Target };

async function askForFolder({ asked }: HostQuestion): Promise<Target | undefined> {
  const host = shownName(asked);
  const browse: FolderItem = { label: '$(folder-opened) Choose a Folder…' };
  const items: readonly FolderItem[] = [
    ...(await folderItems(host, asked.project)),
    browse,
    {
      label: `$(globe) Ask ${host} itself`,
      description: 'over the network, without an account',
      answer: ANONYMOUS,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `Where is ${host}/${asked.project}?`,
    placeHolder: 'The folder of a git repository on this machine answers in the place of the host',
    ignoreFocusOut: true,
  });
  if (picked !== browse) return picked?.answer;
  const folder = await askRepositoryFolder();
  return folder === undefined ? undefined : { kind: 'git', folder };
}

/** Folders of the workspace that are clones of it, and then the others that are repositories. */
async function folderItems(host: string, project: string): Promise<readonly FolderItem[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const known = await Promise.all(
    folders.map(async ({ name, uri: { fsPath: folder } }) => {
      const remotes = (await gitRemotes(folder)).flatMap(({ urls }) => urls);
      const isClone = remotes.some((url) => namesRepository(url, host, project));
      const item: FolderItem = {
        label: `$(repo) ${name}`,
        description: isClone ? 'has it as a remote' : (remotes[0] ?? ''),
        detail: folder,
        answer: { kind: 'git', folder },
      };
      return { item, isClone, isRepository: remotes.length > 0 };
    }),
  );
  return [
    ...known.filter(({ isClone }) => isClone),
    ...known.filter(({ isClone, isRepository }) => !isClone && isRepository),
  ].map(({ item }) => item);
}
