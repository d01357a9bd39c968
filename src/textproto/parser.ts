// Parser of the text format: whatever state a text is in, its syntax tree and its errors.

import type { Source } from '../text/source.ts';
import { BraceRepair } from './brace-repair.ts';
import type { Braces } from './braces.ts';
import { Grammar } from './grammar.ts';
import { LiteralBraces } from './literal-braces.ts';
import type { MendedString } from './mending/mend.ts';
import { Reading } from './reading.ts';
import type { Parse, ParseResult } from './tree.ts';

/**
 * Parses a text. Never fails: returns what could be understood and what is wrong.
 *
 * There are two passes of the same grammar, which differ in what they take braces for. The literal pass trusts
 * every brace, as the service does. Where all of them match up it is the only one, however the text is indented.
 * Where they do not, the service notices that far behind the mistake, often at the end of the file. Then the
 * repair pass reads the text again, looking for what the literal pass came to suspect: by indentation it tells
 * which brace is missing or too many, reports that one, and goes on as if it were mended. Its tree is what the
 * author meant; the literal one, which tells what the service makes of the text, is returned along with it.
 *
 * @param mended pieces that are to be taken for strings, in order
 */
export function parseTextproto(source: Source, mended: readonly MendedString[] = []): ParseResult {
  const braces = new LiteralBraces();
  const literal = pass(new Reading(source, mended), braces);
  if (!braces.suspicion) return literal;
  const reading = new Reading(source, mended);
  const repaired = pass(reading, new BraceRepair(braces.suspicion));
  return { ...repaired, imbalance: { error: reading.errors.imbalance, literal } };
}

function pass(reading: Reading, braces: Braces): Parse {
  const fields = new Grammar(reading, braces).document();
  return { fields, errors: reading.errors.inOrder() };
}
