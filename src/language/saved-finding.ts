// What the service says of a file because of the encoding that the editor saves it in: the editor's text shows none of it.

import type { Finding } from '../config/finding.ts';
import { decodeUtf8 } from '../golang/utf8.ts';
import { lineStarts } from '../text/lines.ts';
import type { Position } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';

export const SAVED_METHODS = {
  /** `SavedRequest` → a diagnostic or null: what `savedFinding` finds. */
  finding: 'luciScheduler/savedFinding',
} as const;

export interface SavedRequest {
  readonly textDocument: { readonly uri: string };
  /** In base64: what the editor writes into the file. Of a file that begins with a mark, the beginning is enough. */
  readonly bytes: string;
}

/**
 * The first finding of the command line about the file that it does not have about the text, with its words; undefined if
 * there is none. The service reads UTF-8 without a byte order mark (spec textformat.md T6).
 *
 * Its range is where in the text that is, as exactly as lines and ASCII tell.
 * @param document the text as the editor shows it
 * @param bytes what the editor writes into the file for it
 */
export function savedFinding(document: ConfigDocument, bytes: Uint8Array): Finding | undefined {
  const { text } = document;
  const saved = decodeUtf8(bytes);
  if (saved === text) return undefined;
  if (MARK.test(saved)) {
    const [first] = document.withText(saved.slice(0, MARKED_ENOUGH)).eachFinding();
    return first && inText(first, text);
  }
  const known = new Set<string>();
  for (const finding of document.eachFinding()) known.add(keyOf(finding));
  for (const finding of document.withText(saved).eachFinding()) {
    if (!known.has(keyOf(finding))) return inText(finding, text);
  }
  return undefined;
}

/** A byte order mark, of UTF-8 or of UTF-16, as ../golang/utf8.ts decodes it. */
const MARK = /^(?:\ufeff|\udcff\udcfe|\udcfe\udcff)/;

/** The service stops at the mark, whatever follows. */
const MARKED_ENOUGH = 100;

/** Words quote the text, so they are compared only where the code is of many meanings. */
function keyOf({ code, range, message }: Finding): string {
  const words = code === 'textproto-unexpected-byte' ? message : '';
  return JSON.stringify([code, range.start.line, words]);
}

function inText(finding: Finding, text: string): Finding {
  const { start } = finding.range;
  const { related: _, ...rest } = finding;
  if (start.line === 0 && start.character === 0) return { ...rest, range: { start, end: start } };
  const starts = lineStarts(text);
  const line = Math.min(start.line, starts.length - 1);
  const content = text.slice(starts[line], starts[line + 1]).replace(/[\r\n]+$/, '');
  const found = /[^\0-\x7f]/u.exec(content);
  const at = (character: number): Position => ({ line, character });
  if (!found) return { ...rest, range: { start: at(0), end: at(content.length) } };
  return { ...rest, range: { start: at(found.index), end: at(found.index + found[0].length) } };
}
