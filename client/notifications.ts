// Messages to the user, with what can be done about them.

import * as vscode from 'vscode';

/** A button: its label and what it does. */
export type NotificationAction = readonly [label: string, act: () => unknown];

type Show = (message: string, ...labels: string[]) => Thenable<string | undefined>;

/** Resolves when the user has pressed a button, and that is done, or has put the message away. */
export function showError(message: string, ...actions: NotificationAction[]): Promise<void> {
  return notify(vscode.window.showErrorMessage, message, actions);
}

/** As `showError`. */
export function showWarning(message: string, ...actions: NotificationAction[]): Promise<void> {
  return notify(vscode.window.showWarningMessage, message, actions);
}

/** As `showError`. */
export function showInformation(message: string, ...actions: NotificationAction[]): Promise<void> {
  return notify(vscode.window.showInformationMessage, message, actions);
}

async function notify(
  show: Show,
  message: string,
  actions: readonly NotificationAction[],
): Promise<void> {
  const pressed = await show(withoutLinks(message), ...actions.map(([label]) => label));
  await actions.find(([label]) => label === pressed)?.[1]();
}

/** The editor makes links, even of commands, out of `[…](…)`. A message may quote a config, which must not. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}
