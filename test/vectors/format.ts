// Answers of txtpbfmt about the layout of a text, and the hashes of those about real configs.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { decodeUtf8, encodeUtf8 } from '../../src/golang/utf8.ts';
import { Source } from '../../src/text/source.ts';
import { formatTextproto } from '../../src/textproto/format/format.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import type { Comparison, Vector } from './vector.ts';

/** A line of the file has other names for input and output than those of other kinds. */
interface FormatLine {
  readonly text: string;
  readonly formatted: string;
}

export function compareFormat(vector: Vector): Comparison {
  const { text, formatted } = vector as Vector & FormatLine;
  if (typeof text !== 'string' || typeof formatted !== 'string')
    throw new Error('no format vector');
  const got = formatTextproto(text).text;
  return got === formatted ? [] : [{ path: '', expected: formatted, got }];
}

/** One for each file of `format-corpus.tsv` in the folder whose configs are in `../corpus`; undefined without them. */
export function corpusVectors(folder: string): readonly Vector[] | undefined {
  const table = path.join(folder, 'format-corpus.tsv');
  const corpus = path.join(folder, '..', 'corpus');
  if (!fs.existsSync(table) || !fs.existsSync(corpus)) return undefined;
  const [, ...lines] = fs.readFileSync(table, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [id = '', output] = line.split('\t');
    return { id, input: path.join(corpus, id), output };
  });
}

/**
 * The hash of what we make of a file. What does not parse is not ours to repair: where txtpbfmt has an error, or closes
 * braces by itself (format.md 2.7), such a file has to stay as it is.
 */
export function compareFormattedFile({ input, output }: Vector): Comparison {
  const bytes = fs.readFileSync(String(input));
  const text = decodeUtf8(bytes);
  const isBroken = parseTextproto(new Source(text)).imbalance !== undefined || output === 'error';
  const expected = isBroken ? sha256(bytes) : output;
  const got = sha256(encodeUtf8(formatTextproto(text).text));
  return got === expected ? [] : [{ path: '', expected, got }];
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
