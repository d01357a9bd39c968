// The language of a luci-scheduler.cfg, as package.json contributes it.

import type { DocumentSelector, TextDocument } from 'vscode';

export const LANGUAGE_ID = 'luci-scheduler';

/** Every document of the language, edited or not; see edited-documents.ts for those that are. */
export const CONFIGS = { language: LANGUAGE_ID } satisfies DocumentSelector;

export function isConfig({ languageId }: TextDocument): boolean {
  return languageId === LANGUAGE_ID;
}
