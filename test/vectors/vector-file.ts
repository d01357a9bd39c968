// Files of the service's answers: gzip, with a vector in JSON on each line.

import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ScriptError } from '../../scripts/run-script.mjs';
import type { Vector } from './vector.ts';

/** The vectors of a kind, or undefined if the folder has no file of them. */
export function readVectors(folder: string, kind: string): readonly Vector[] | undefined {
  const file = path.join(folder, `${kind}.jsonl.gz`);
  if (!fs.existsSync(file)) return undefined;
  try {
    const lines = gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n');
    return lines.filter((line) => line !== '').map((line): Vector => JSON.parse(line));
  } catch (error) {
    throw new ScriptError(`${file} cannot be read: ${error}`);
  }
}
