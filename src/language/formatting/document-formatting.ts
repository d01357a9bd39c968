// Formatting of a whole document (spec format.md).

import { formatEdits } from '../../textproto/format/format.ts';
import type { ConfigDocument } from '../config-document.ts';
import { type FormatAnswer, rangeEdits, remarksOn } from './format-answer.ts';

/** The edits that give a document the layout of txtpbfmt. What is not well formed is left, with a remark. */
export function formatDocument(document: ConfigDocument): FormatAnswer {
  const { text } = document;
  const formatted = formatEdits(text);
  return {
    edits: rangeEdits(text, formatted.edits, 0),
    remarks: remarksOn(text, formatted, 0),
  };
}
