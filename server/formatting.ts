// Formatting over LSP: which files are formatted, and how an answer is sent and told in the log.

import type { TextEdit } from 'vscode-languageserver';
import { type ConfigDocument, type FormatAnswer, isGenerated } from '../src/language/language.ts';
import type { Session } from './session.ts';

/** Nobody can tell a client's formatting on save from a user's wish; the first would be undone by lucicfg. */
export function formattedUnlessGenerated(
  config: ConfigDocument,
  { settings }: Session,
  format: () => FormatAnswer,
): FormatAnswer {
  if (!settings.formatGenerated && isGenerated(config)) {
    return { edits: [], remarks: [GENERATED] };
  }
  return format();
}

const GENERATED =
  'This file is printed by lucicfg and is not formatted here; the setting luciScheduler.format.generatedFiles changes that.';

export function remarksOf({ remarks }: FormatAnswer): readonly string[] {
  return remarks;
}

export function toTextEdits({ edits }: FormatAnswer): TextEdit[] {
  return [...edits];
}
