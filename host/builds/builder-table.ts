// What stands in for which builder: the user's setting, as rows with patterns.

import { wildcardMatches } from '../../src/text/wildcard.ts';
import { errorText } from '../../src/text/wording.ts';
import { type Quoting, readCommandLine } from '../processes/command-line.ts';

/** How a build that nobody really runs goes. */
export interface ModelledBuild {
  readonly kind: 'model';
  readonly durationMs: number;
  readonly outcome: ModelOutcome;
}

export type ModelOutcome = (typeof OUTCOMES)[number];

const OUTCOMES = ['SUCCESS', 'FAILURE', 'INFRA_FAILURE'] as const;

export interface CommandBuild {
  readonly kind: 'command';
  /** See `readCommandLine`. */
  readonly command: readonly string[];
}

export interface BuilderRow {
  /** Of `project/bucket/builder`; `*` stands for any run of characters. */
  readonly pattern: string;
  readonly build: ModelledBuild | CommandBuild;
}

export interface BuilderTable {
  /** Those that say most first. */
  readonly rows: readonly BuilderRow[];
  /** Sentences about parts of the setting that do not count. */
  readonly problems: readonly string[];
}

/** The longest build that can be modelled, in seconds: 30 days. */
const MAX_SECONDS = 30 * 24 * 3600;

/**
 * Reads the setting: an object whose names are patterns, and whose values are a command line, as a text or a list, or
 * an object that describes a modelled build, such as `{"seconds": 5, "outcome": "FAILURE"}`; both may be left out.
 * Nothing is said about `undefined` and null: these are no setting.
 */
export function readBuilderTable(setting: unknown, quoting: Quoting): BuilderTable {
  if (setting === undefined || setting === null) return { rows: [], problems: [] };
  if (typeof setting !== 'object' || Array.isArray(setting)) {
    return {
      rows: [],
      problems: [
        'The builders are an object whose names are patterns, such as {"infra/ci/*": "make"}.',
      ],
    };
  }
  const rows: BuilderRow[] = [];
  const problems: string[] = [];
  for (const [pattern, value] of Object.entries(setting)) {
    try {
      rows.push({ pattern, build: readBuild(value, quoting) });
    } catch (error) {
      problems.push(`Builder ${pattern}: ${errorText(error)}`);
    }
  }
  rows.sort((a, b) => literalLength(b.pattern) - literalLength(a.pattern));
  return { rows, problems };
}

/** The row for a builder, `project/bucket/builder`: of those that match, the one that says most; of equals, the first. */
export function builderRow({ rows }: BuilderTable, builder: string): BuilderRow | undefined {
  return rows.find(({ pattern }) => wildcardMatches(pattern, builder));
}

function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length;
}

/** Throws a sentence. */
function readBuild(value: unknown, quoting: Quoting): ModelledBuild | CommandBuild {
  if (typeof value === 'string' || Array.isArray(value)) {
    const line = readCommandLine(value, quoting);
    if (!line.ok) throw new Error(line.reason);
    return { kind: 'command', command: line.command };
  }
  if (typeof value !== 'object' || value === null) {
    throw new Error('write a command, or an object such as {"seconds": 5, "outcome": "SUCCESS"}.');
  }
  const { seconds = 1, outcome = 'SUCCESS', ...others } = value as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new Error(
      `there is no ${JSON.stringify(other)}: a modelled build has seconds and outcome.`,
    );
  }
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= MAX_SECONDS)) {
    throw new Error(`seconds is a number from 0 to ${MAX_SECONDS}.`);
  }
  const known = OUTCOMES.find((name) => name === outcome);
  if (!known) throw new Error(`outcome is one of ${OUTCOMES.join(', ')}.`);
  return { kind: 'model', durationMs: Math.round(seconds * 1000), outcome: known };
}
