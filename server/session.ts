// The state of a session that answers depend on beside the documents.

import type { InitializeParams } from 'vscode-languageserver';
import { isZone } from '../src/language/language.ts';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { LocalRepositories } from './local-repositories.ts';
import { asRecord, DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';
import { foldersOf, WorkspaceConfigs } from './workspace-configs.ts';

export interface Session {
  readonly client: ClientFeatures;
  readonly settings: Settings;
  /**
   * Names of the task fields of which the client can run tasks; it has the command behind the lenses then, and nobody
   * else is sent them.
   */
  readonly runsHere: ReadonlySet<string>;
  /** The client can show the document of the schema. */
  readonly schemaDocument: boolean;
  /** It has the commands of VS Code, and those of the extension: to suggest again, to show places. */
  readonly editorCommands: boolean;
  /** It may ask for the diagnostics of all configs; the extension checks those that are not open itself. */
  readonly pullsWorkspace: boolean;
  /** The user's time zone, as in the IANA database. */
  readonly timeZone: string;
  /** Those of the client's folders. */
  readonly workspaceConfigs: WorkspaceConfigs;
  /** What is known of refs of repositories on this machine. */
  readonly localRepositories: LocalRepositories;
  /** Address of docs/findings.md; undefined if there is none. */
  readonly findingsPage: string | undefined;
}

export const NO_SESSION: Session = {
  client: clientFeatures({}),
  settings: DEFAULT_SETTINGS,
  runsHere: new Set(),
  schemaDocument: false,
  editorCommands: false,
  pullsWorkspace: false,
  timeZone: 'UTC',
  workspaceConfigs: new WorkspaceConfigs([]),
  localRepositories: new LocalRepositories([]),
  findingsPage: undefined,
};

/**
 * @param params its `initializationOptions` are `{settings?: …, runsHere?: string[], schemaDocument?: boolean,
 *   editorCommands?: boolean, timeZone?: string, findingsPage?: string}`; for `settings` see `parseSettings`. What is
 *   missing or of another type has its default, which for `timeZone` is that of this process.
 * @param ownFindingsPage the default of `findingsPage`
 */
export function newSession(params: InitializeParams, ownFindingsPage?: string): Session {
  const { capabilities, initializationOptions } = params;
  const options = asRecord(initializationOptions);
  const { settings, runsHere, findingsPage, timeZone } = options;
  const folders = foldersOf(params);
  const client = clientFeatures(capabilities);
  const editorCommands = options['editorCommands'] === true;
  const pullsWorkspace = client.pullsDiagnostics && !editorCommands;
  const kinds: readonly unknown[] = Array.isArray(runsHere) ? runsHere : [];
  return {
    client,
    pullsWorkspace,
    settings: parseSettings(settings),
    runsHere: new Set(kinds.filter((kind) => typeof kind === 'string')),
    schemaDocument: options['schemaDocument'] === true,
    editorCommands,
    timeZone: typeof timeZone === 'string' && isZone(timeZone) ? timeZone : ownZone(),
    workspaceConfigs: new WorkspaceConfigs(folders, pullsWorkspace && client.watchesFiles),
    localRepositories: new LocalRepositories(folders),
    findingsPage: typeof findingsPage === 'string' ? findingsPage : ownFindingsPage,
  };
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The client shows what lenses about entries lead to, and the user wants them. */
export function entryLensesWanted({ settings, editorCommands }: Session): boolean {
  return editorCommands && settings.codeLens;
}

export function lensesWanted({ settings, runsHere }: Session): boolean {
  return runsHere.size > 0 && settings.codeLens && settings.trusted;
}
