// The state of a session that answers depend on beside the documents.

import type { InitializeParams } from 'vscode-languageserver';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { asRecord, DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';

export interface Session {
  readonly client: ClientFeatures;
  readonly settings: Settings;
  /**
   * Names of the task fields of which the client can run tasks; it has the command behind the lenses then, and nobody
   * else is sent them.
   */
  readonly runsHere: ReadonlySet<string>;
  /** Address of docs/findings.md as the client has it; undefined if it has none. */
  readonly findingsPage: string | undefined;
}

export const NO_SESSION: Session = {
  client: clientFeatures({}),
  settings: DEFAULT_SETTINGS,
  runsHere: new Set(),
  findingsPage: undefined,
};

/**
 * @param params its `initializationOptions` are `{settings?: …, runsHere?: string[], findingsPage?: string}`; for
 *   `settings` see `parseSettings`. What is missing or of another type has its default.
 */
export function newSession({ capabilities, initializationOptions }: InitializeParams): Session {
  const { settings, runsHere, findingsPage } = asRecord(initializationOptions);
  const kinds: readonly unknown[] = Array.isArray(runsHere) ? runsHere : [];
  return {
    client: clientFeatures(capabilities),
    settings: parseSettings(settings),
    runsHere: new Set(kinds.filter((kind) => typeof kind === 'string')),
    findingsPage: typeof findingsPage === 'string' ? findingsPage : undefined,
  };
}

export function lensesWanted({ settings, runsHere }: Session): boolean {
  return runsHere.size > 0 && settings.codeLens && settings.trusted;
}
