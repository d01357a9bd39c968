// The mutation score: of the mutants that could be noticed, how many per cent are.

import fs from 'node:fs';
import path from 'node:path';
import { resultsOf } from './parts.ts';

/** Per cent. */
export const WANTED = 90;

export interface Tally {
  /** A test failed, or did not come to an end. */
  readonly noticed: number;
  readonly unnoticed: number;
  /** Per cent, 0 to 100. */
  readonly score: number;
}

/** Of Stryker's report (mutation-testing-report-schema). */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { status: string }[] }>>;
}

/** What came out when a part was last measured to the end, undefined if it never was. */
export function readTally(root: string, part: string): Tally | undefined {
  const file = path.join(root, resultsOf(part), 'report.json');
  if (!fs.existsSync(file)) return undefined;
  return tallyOf(JSON.parse(fs.readFileSync(file, 'utf8')) as Report);
}

export function tallyOf({ files }: Report): Tally {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map((m) => m.status));
  const count = (...wanted: string[]) => statuses.filter((s) => wanted.includes(s)).length;
  return tally(count('Killed', 'Timeout'), count('Survived', 'NoCoverage'));
}

function tally(noticed: number, unnoticed: number): Tally {
  const all = noticed + unnoticed;
  return { noticed, unnoticed, score: all === 0 ? 100 : (100 * noticed) / all };
}

/** A line for each part and one for all that have been measured. */
export function scoreLines(
  parts: readonly { readonly name: string; readonly tally: Tally | undefined }[],
): readonly string[] {
  const known = parts.flatMap(({ tally: known }) => known ?? []);
  const sum = (key: 'noticed' | 'unnoticed') => known.reduce((all, one) => all + one[key], 0);
  const rows = [
    ...parts,
    {
      name: 'total',
      tally: known.length > 0 ? tally(sum('noticed'), sum('unnoticed')) : undefined,
    },
  ];
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(
    ({ name, tally: of }) => `${name.padEnd(width)}  ${of ? told(of) : 'not measured'}`,
  );
}

function told({ noticed, unnoticed, score }: Tally): string {
  // Rounded down: 89.96 is not 90.
  const percent = (Math.floor(score * 10) / 10).toFixed(1).padStart(5);
  return `${percent} %  ${noticed} of ${noticed + unnoticed} mutants noticed`;
}
