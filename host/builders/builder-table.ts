// The builder table: what becomes of a build here, by its builder. Pure.

import type { BuildOutcome } from '../../src/emulators/buildbucket/build-plan.ts';
import { quotedValue } from '../../src/golang/quoted-value.ts';
import { wildcardMatches } from '../../src/text/wildcard.ts';
import { listed } from '../../src/text/wording.ts';
import { type Quoting, readCommandLine } from '../processes/command-line.ts';

/** How a build that is only modelled may end. */
const OUTCOMES: readonly BuildOutcome[] = ['SUCCESS', 'FAILURE', 'INFRA_FAILURE', 'CANCELED'];

export type BuilderPlan =
  /** Nothing runs: it takes its time and ends as it is said here. */
  | { readonly kind: 'model'; readonly durationMs: number; readonly outcome: BuildOutcome }
  /** A program of this machine; the first is the program. */
  | { readonly kind: 'command'; readonly command: readonly string[] };

export interface BuilderRow {
  /** Of `PROJECT/BUCKET/BUILDER`; `*` stands for any run of characters. */
  readonly builders: string;
  readonly plan: BuilderPlan;
}

export interface BuilderName {
  readonly project: string;
  readonly bucket: string;
  readonly builder: string;
}

/** What becomes of a build of which nobody has said anything: long enough to be seen, or aborted. */
export const DEFAULT_PLAN: BuilderPlan = { kind: 'model', durationMs: 5_000, outcome: 'SUCCESS' };

/** The longest that a model may take: a day. */
const MAX_DURATION_SEC = 86_400;

/** The plan of the row that says most about the builder; of equals, the first. */
export function planOf(rows: readonly BuilderRow[], name: BuilderName): BuilderPlan {
  const path = builderPath(name);
  const [row] = rows
    .filter(({ builders }) => wildcardMatches(builders, path))
    .sort((a, b) => weight(b.builders) - weight(a.builders));
  return row?.plan ?? DEFAULT_PLAN;
}

/** Such as `chromium/ci/linux-rel`. */
export function builderPath({ project, bucket, builder }: BuilderName): string {
  return `${project}/${bucket}/${builder}`;
}

/** A name says more than any pattern, and of patterns the one with more in it. */
function weight(builders: string): number {
  return builders.includes('*') ? builders.replaceAll('*', '').length : Number.POSITIVE_INFINITY;
}

export type ParsedBuilderRow =
  | { readonly ok: true; readonly row: BuilderRow }
  /** A sentence without its full stop. */
  | { readonly ok: false; readonly problem: string };

/**
 * A row of the setting `luciScheduler.builders`, whatever it holds: `{"command": …}` (see `readCommandLine`), or
 * `{"durationSec": 5, "outcome": "SUCCESS"}`, either of which may be left out.
 */
export function parseBuilderSetting(
  builders: string,
  value: unknown,
  quoting: Quoting,
): ParsedBuilderRow {
  const wrong = (problem: string): ParsedBuilderRow => ({
    ok: false,
    problem: `${quotedValue(builders)}: ${problem}`,
  });
  if (!/^[^/]+\/[^/]+\/[^/]+$|\*/.test(builders)) {
    return wrong('a builder is named PROJECT/BUCKET/BUILDER, and * stands for any part of that');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong('say a command, or a durationSec and an outcome');
  }
  const {
    command,
    durationSec = DEFAULT_PLAN_SEC,
    outcome = 'SUCCESS',
    ...others
  } = value as Fields;
  const [other] = Object.keys(others);
  if (other !== undefined) return wrong(`there is no ${quotedValue(other)} here`);
  if (command !== undefined) {
    const read = readCommandLine(command, quoting);
    if (!read.ok) return wrong(read.reason.replace(/\.$/, ''));
    return { ok: true, row: { builders, plan: { kind: 'command', command: read.command } } };
  }
  if (!isDuration(durationSec)) {
    return wrong(`durationSec is a number of seconds from 0 to ${MAX_DURATION_SEC}`);
  }
  if (!isOutcome(outcome)) return wrong(`outcome is ${listed(OUTCOMES, 'or')}`);
  const plan: BuilderPlan = { kind: 'model', durationMs: durationSec * 1000, outcome };
  return { ok: true, row: { builders, plan } };
}

/**
 * A row as a command line gives it: `FAILURE`, `FAILURE:2.5` with seconds, or a command.
 */
export function parseBuilderOption(
  builders: string,
  text: string,
  quoting: Quoting,
): ParsedBuilderRow {
  const { outcome, seconds } =
    /^(?<outcome>[A-Z_]+)(?::(?<seconds>\d+(?:\.\d+)?))?$/.exec(text.trim())?.groups ?? {};
  if (outcome === undefined) return parseBuilderSetting(builders, { command: text }, quoting);
  const durationSec = seconds === undefined ? DEFAULT_PLAN_SEC : Number(seconds);
  return parseBuilderSetting(builders, { outcome, durationSec }, quoting);
}

const DEFAULT_PLAN_SEC = 5;

interface Fields {
  readonly command?: unknown;
  readonly durationSec?: unknown;
  readonly outcome?: unknown;
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_DURATION_SEC;
}

function isOutcome(value: unknown): value is BuildOutcome {
  return OUTCOMES.some((outcome) => outcome === value);
}
