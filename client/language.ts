// The language of a luci-scheduler.cfg, as package.json contributes it.

import type { DocumentSelector, TextDocument } from 'vscode';

export const LANGUAGE_ID = 'luci-scheduler';

/** Documents that are being edited, and not versions of them that a diff shows. */
export const EDITED_CONFIGS = ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({
  scheme,
  language: LANGUAGE_ID,
})) satisfies DocumentSelector;

export function isConfig({ languageId }: TextDocument): boolean {
  return languageId === LANGUAGE_ID;
}
