// Compares us with the answers of the real service and tells how many agree: `node test/vectors/main.ts [--dir DIR]`.
// DIR has files of the kinds in kinds.ts; others in it are ignored. Exits with 1 if anything disagrees.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/paths.ts';
import { runScript, ScriptError } from '../../scripts/run-script.mjs';
import { agreement } from './agreement.ts';
import { compareFormattedFile, corpusVectors } from './format.ts';
import { KINDS } from './kinds.ts';
import { report } from './report.ts';
import { readVectors } from './vector-file.ts';

await runScript(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'string' } } });
  const folder = path.resolve(values.dir ?? path.join(ROOT, '..', 'shared', 'vectors'));
  let found = false;
  for (const [kind, compare] of Object.entries(KINDS)) {
    const vectors = readVectors(folder, kind);
    if (vectors === undefined) {
      console.log(`${kind.padEnd(8)} no ${kind}.jsonl.gz in ${folder}`);
      continue;
    }
    found = true;
    const result = await agreement(vectors, compare);
    console.log(report(kind, result));
    if (result.disagreements.length > 0) process.exitCode = 1;
  }
  const files = corpusVectors(folder);
  if (files === undefined) {
    console.log(`format-corpus no format-corpus.tsv in ${folder}, or no corpus beside it`);
  } else {
    found = true;
    const result = await agreement(files, compareFormattedFile);
    console.log(report('format-corpus', result));
    if (result.disagreements.length > 0) process.exitCode = 1;
  }
  if (!found) throw new ScriptError(`There are no answers of the service in ${folder}.`);
});
