// The commands, by their names in package.json without the prefix, except those about running jobs (running-door.ts).

import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.ts';
import type { LauncherCommands } from './launcher/launcher-commands.ts';
import { createExample } from './new-example.ts';
import { openConfig } from './open-config.ts';
import { saveAsUtf8 } from './save-as-utf8.ts';
import { goToStarlarkDefinition } from './starlark-definition.ts';
import type { StarlarkSearcher } from './starlark-search.ts';
import { toUri } from './uri-argument.ts';

interface Parts {
  readonly server: LanguageServer;
  readonly output: vscode.LogOutputChannel;
  readonly starlark: StarlarkSearcher;
  readonly launchers: LauncherCommands;
}

/** Registers all of them. Arguments may be anything: other extensions and key bindings pass them too. */
export function registerCommands({
  server,
  output,
  starlark,
  launchers,
}: Parts): readonly vscode.Disposable[] {
  const commands: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    // Nobody who calls a command from elsewhere can be given a document.
    openConfig: async () => void (await openConfig()),
    createExample,
    goToStarlarkDefinition: () => goToStarlarkDefinition(server, starlark),
    installCommandLine: (folder) => launchers.install(folder),
    uninstallCommandLine: () => launchers.uninstall(),
    saveAsUtf8: (uri) => saveAsUtf8(toUri(uri)),
    manageTrust: () => vscode.commands.executeCommand('workbench.trust.manage'),
    restartLanguageServer: () => server.start(),
    showOutput: () => output.show(),
  };
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`luciScheduler.${name}`, command),
  );
}
