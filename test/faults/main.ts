// Plays generated projects over faults and counts broken promises: `node test/faults/main.ts [--seeds N] [--seed N]`.
// Each seed by itself reproduces what it has found. Exits with 1 if any promise is broken.

import { parseArgs } from 'node:util';
import { runScript, ScriptError } from '../../scripts/run-script.mjs';
import { trySeed } from './try-seed.ts';

const SEEDS = 3000;
/** Of one seed. */
const MAX_SHOWN = 10;

await runScript(async () => {
  const { values } = parseArgs({
    options: { seeds: { type: 'string' }, seed: { type: 'string' } },
  });
  const first = values.seed === undefined ? 1 : wholeNumber(values.seed);
  const count = values.seed === undefined ? wholeNumber(values.seeds ?? String(SEEDS)) : 1;
  const sum = { violations: 0, crashes: 0, commits: 0, compared: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const { violations, crashes, commits, compared } = await trySeed(seed);
    sum.violations += violations.length;
    sum.crashes += crashes;
    sum.commits += commits;
    sum.compared += compared ? 1 : 0;
    if (violations.length === 0) continue;
    process.exitCode = 1;
    console.log(`seed ${seed} (npm run test:faults -- --seed ${seed}):`);
    for (const violation of violations.slice(0, MAX_SHOWN)) console.log(`  ${violation}`);
    if (violations.length > MAX_SHOWN) console.log(`  and ${violations.length - MAX_SHOWN} more`);
  }
  console.log(
    `seeds tried ${count}, commits ${sum.commits}, crashes survived ${sum.crashes}, ` +
      `compared with a run without faults ${sum.compared}, violations ${sum.violations}`,
  );
});

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ScriptError(`${text} is no whole number.`);
  return Number(text);
}
