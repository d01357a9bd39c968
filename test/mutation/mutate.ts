// `npm run mutate`: mutants of each part, whether the tests of its room notice them, and a score.
//
//   npm run mutate                            all parts, one after the other
//   npm run mutate -- --part config/message   one of them; may be repeated
//   npm run mutate -- --score                 nothing but the score of what is known
//   npm run mutate -- --force                 without what is known from before
//   npm run mutate -- --jobs 1                in one process (default: 2)

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PARTS, type Part, partNamed } from './parts.ts';
import { readTally, scoreLines, WANTED } from './score.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const { wanted, score, force, jobs } = asked();
const broken = score ? [] : wanted.filter((part) => !measured(part));
for (const { name } of broken) console.error(`${name} could not be measured.`);

const tallies = PARTS.map(({ name }) => ({ name, tally: readTally(ROOT, name) }));
console.log(scoreLines(tallies).join('\n'));
const low = tallies.some(({ tally }) => tally !== undefined && tally.score < WANTED);
process.exitCode = low || broken.length > 0 ? 1 : 0;

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        part: { type: 'string', multiple: true, default: [] },
        score: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        jobs: { type: 'string', default: '2' },
      },
    });
    const named = values.part.map(partNamed);
    return { ...values, wanted: named.length > 0 ? named : PARTS };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

/** Runs Stryker; false if it could not. */
function measured({ name }: Part): boolean {
  const args = ['run', '--concurrency', jobs, ...(force ? ['--force'] : [])];
  const { status } = spawnSync(path.join(ROOT, 'node_modules/.bin/stryker'), args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, MUTATED_PART: name },
  });
  return status === 0;
}
