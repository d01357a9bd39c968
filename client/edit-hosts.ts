// "Where Requests Go…": the host table, to look at and to change.

import * as vscode from 'vscode';
import { parseHostPattern } from '../host/hosts/host-pattern.ts';
import type { HostRows, RowPlace, ShownRow } from './host-rows.ts';
import { askRepositoryFolder } from './repository-folder.ts';
import { SECTION } from './settings.ts';

type Item = vscode.QuickPickItem & { readonly act?: () => unknown; readonly row?: ShownRow };

const REMOVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Remove',
};

/** Shows the table until the user has done one thing to it, or put it away. */
export async function editHosts(rows: HostRows): Promise<void> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = 'Where Requests Go';
  picker.placeholder = 'Of several that fit, the one that says most about a host counts';
  picker.matchOnDescription = true;
  picker.items = items(rows);
  picker.onDidTriggerItemButton(async ({ item: { row } }) => {
    if (row) await rows.put(row.place, row.host, undefined);
    picker.items = items(rows);
  });
  picker.onDidAccept(async () => {
    const [chosen] = picker.selectedItems;
    picker.hide();
    await chosen?.act?.();
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();
}

function items(rows: HostRows): readonly Item[] {
  const all = rows.all();
  const of = (title: string, ...places: readonly RowPlace[]): readonly Item[] => {
    const found = all.filter(({ place }) => places.includes(place));
    return found.length === 0 ? [] : [separator(title), ...found.map((row) => rowItem(rows, row))];
  };
  return [
    { label: '$(add) Add a Host…', act: () => addHost(rows) },
    ...of('Settings of the workspace', 'folder', 'workspace'),
    ...of('Your settings', 'user'),
    ...of('Answered in this workspace', 'answer'),
    separator('Everything else'),
    defaultItem('Calls of Buildbucket', 'answered by the emulator on this machine'),
    defaultItem('*.googlesource.com', 'you are asked for the folder of the repository'),
    defaultItem('This machine, as 127.0.0.1', 'sent'),
    defaultItem('Other hosts', 'you are asked'),
    {
      label: '$(gear) Open Settings',
      act: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', `${SECTION}.hosts`),
    },
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function rowItem(rows: HostRows, row: ShownRow): Item {
  const { host, target, place, problem } = row;
  return {
    row,
    label: `$(${problem === undefined ? 'arrow-right' : 'error'}) ${host}`,
    description: target,
    buttons: [REMOVE],
    ...(problem !== undefined && { detail: `Counts for nothing: ${problem}` }),
    act: () => changeTarget(rows, host, place),
  };
}

function defaultItem(label: string, description: string): Item {
  return { label: `$(dash) ${label}`, description };
}

async function addHost(rows: HostRows): Promise<void> {
  const host = await vscode.window.showInputBox({
    title: 'Add a Host (1 of 2)',
    prompt:
      'A host, hosts such as *.example.com, or a repository such as chromium.googlesource.com/chromium/src',
    validateInput: (text) => {
      const parsed = parseHostPattern(text);
      return parsed.ok ? undefined : `${parsed.problem}.`;
    },
  });
  if (host === undefined) return;
  const isOpen = vscode.workspace.workspaceFolders !== undefined;
  await changeTarget(rows, host.trim(), isOpen ? 'workspace' : 'user');
}

async function changeTarget(rows: HostRows, host: string, place: RowPlace): Promise<void> {
  const folder: vscode.QuickPickItem = {
    label: '$(folder-opened) Choose a Folder…',
    description: 'of a git repository, which answers as Gitiles would',
  };
  const words: readonly (vscode.QuickPickItem & { readonly target: string })[] = [
    {
      label: '$(beaker) emulator',
      description: 'Buildbucket as it is emulated here',
      target: 'emulator',
    },
    {
      label: '$(globe) network',
      description: 'the host itself, without an account',
      target: 'network',
    },
    {
      label: '$(key) network+luci-auth',
      description: 'the host itself, with a token of luci-auth, over https alone',
      detail: 'Kept in your own settings',
      target: 'network+luci-auth',
    },
    { label: '$(circle-slash) refuse', description: 'nothing is sent', target: 'refuse' },
  ];
  const picked = await vscode.window.showQuickPick([folder, ...words], {
    title: `Where Requests to ${host} Go`,
  });
  if (!picked) return;
  const target =
    picked === folder ? await askRepositoryFolder() : words.find((word) => word === picked)?.target;
  if (target === undefined) return;
  // What anybody may have written into a workspace's files sends no token.
  const isToken = target === 'network+luci-auth' && place !== 'answer';
  await rows.put(isToken ? 'user' : place, host, target);
  if (isToken && place !== 'user') await rows.put(place, host, undefined);
}
