// The consequences of other settings: which answers that a client has are out of date.

import { entryLensesWanted, lensesWanted, type Session } from './session.ts';
import { changesFindings } from './settings.ts';

export interface SettingsChange {
  /** Open documents have to be read again, by the new settings. */
  readonly documents: boolean;
  readonly diagnostics: boolean;
  readonly codeLenses: boolean;
  readonly inlayHints: boolean;
}

/** @param after the same session with the new settings */
export function settingsChange(before: Session, after: Session): SettingsChange {
  const documents = changesFindings(before.settings, after.settings);
  return {
    documents,
    diagnostics:
      documents || before.settings.workspaceDiagnostics !== after.settings.workspaceDiagnostics,
    codeLenses:
      lensesWanted(after) !== lensesWanted(before) ||
      entryLensesWanted(after) !== entryLensesWanted(before) ||
      // The links to the pages of jobs name the project.
      (entryLensesWanted(after) && before.settings.project !== after.settings.project),
    inlayHints: hintsOf(before) !== hintsOf(after),
  };
}

function hintsOf({ settings }: Session): string {
  return [...settings.inlayHints].join();
}
