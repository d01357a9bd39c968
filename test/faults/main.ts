// Plays generated projects over faults, builds on the emulator of Buildbucket and pollers of repositories among them, kills
// processes, and counts broken promises:
// `node test/faults/main.ts [--seeds N] [--builds N] [--pollers N] [--kills N] [--seed N]`. The seed of a project by itself
// plays it again, without kills; what a kill has interrupted, no seed can tell. Exits with 1 if any promise is broken.

import { parseArgs } from 'node:util';
import { runScript, ScriptError } from '../../scripts/run-script.mjs';
import { tryBuilds } from './builds/try-builds.ts';
import { tryKills } from './kills/try-kills.ts';
import { playPoller } from './poller-play.ts';
import { trySeed } from './try-seed.ts';

const SEEDS = 3000;
const BUILD_SEEDS = 600;
const POLLERS = 200;
const KILLS = 200;
const KILLS_OF_A_FILE = 20;
/** Of one seed. */
const MAX_SHOWN = 10;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      builds: { type: 'string' },
      seed: { type: 'string' },
      pollers: { type: 'string' },
      kills: { type: 'string' },
    },
  });
  const { seed } = values;
  if (seed !== undefined) {
    await playSeeds(wholeNumber(seed), 1);
    await playBuilds(wholeNumber(seed), 1);
    return playPollers(wholeNumber(seed), 1);
  }
  await playSeeds(1, wholeNumber(values.seeds, SEEDS));
  await playBuilds(1, wholeNumber(values.builds, BUILD_SEEDS));
  await playPollers(1, wholeNumber(values.pollers, POLLERS));
  await killProcesses(wholeNumber(values.kills, KILLS));
});

async function playSeeds(first: number, count: number): Promise<void> {
  const sum = { violations: 0, crashes: 0, commits: 0, compared: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const { violations, crashes, commits, compared } = await trySeed(seed);
    sum.violations += violations.length;
    sum.crashes += crashes;
    sum.commits += commits;
    sum.compared += compared ? 1 : 0;
    show(`seed ${seed} (npm run test:faults -- --seed ${seed})`, violations);
  }
  console.log(
    `seeds tried ${count}, commits ${sum.commits}, crashes survived ${sum.crashes}, ` +
      `compared with a run without faults ${sum.compared}, violations ${sum.violations}`,
  );
}

async function playBuilds(first: number, count: number): Promise<void> {
  const sum = { violations: 0, crashes: 0, invocations: 0, builds: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const { violations, crashes, invocations, builds } = await tryBuilds(seed);
    sum.violations += violations.length;
    sum.crashes += crashes;
    sum.invocations += invocations;
    sum.builds += builds;
    show(`builds of seed ${seed} (npm run test:faults -- --seed ${seed})`, violations);
  }
  console.log(
    `seeds with builds tried ${count}, invocations ${sum.invocations}, builds ${sum.builds}, ` +
      `crashes survived ${sum.crashes}, violations ${sum.violations}`,
  );
}

async function playPollers(first: number, count: number): Promise<void> {
  const sum = { violations: 0, crashes: 0, built: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const { violations, crashes, built } = await playPoller(seed);
    sum.violations += violations.length;
    sum.crashes += crashes;
    sum.built += built;
    show(`poller of seed ${seed} (npm run test:faults -- --seed ${seed})`, violations);
  }
  console.log(
    `seeds with pollers tried ${count}, commits built ${sum.built}, crashes survived ${sum.crashes}, violations ${sum.violations}`,
  );
}

async function killProcesses(count: number): Promise<void> {
  const sum = { survived: 0, beforeMigrated: 0, invocations: 0, violations: 0 };
  for (let seed = 1; sum.survived < count; seed++) {
    const kills = Math.min(KILLS_OF_A_FILE, count - sum.survived);
    const tried = await tryKills(seed, kills);
    sum.survived += tried.survived;
    sum.beforeMigrated += tried.beforeMigrated;
    sum.invocations += tried.invocations;
    sum.violations += tried.violations.length;
    show(`kills on file ${seed}`, tried.violations);
  }
  console.log(
    `kills survived ${sum.survived} (${sum.beforeMigrated} of them before the file was migrated), ` +
      `invocations ${sum.invocations}, violations ${sum.violations}`,
  );
}

function show(title: string, violations: readonly string[]): void {
  if (violations.length === 0) return;
  process.exitCode = 1;
  console.log(`${title}:`);
  for (const violation of violations.slice(0, MAX_SHOWN)) console.log(`  ${violation}`);
  if (violations.length > MAX_SHOWN) console.log(`  and ${violations.length - MAX_SHOWN} more`);
}

function wholeNumber(text: string | undefined, otherwise = 0): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new ScriptError(`${text} is no whole number.`);
  return Number(text);
}
