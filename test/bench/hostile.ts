// Benchmark of one kind of hostile text in a process of its own, where nothing is compiled yet:
// `node test/bench/hostile.ts KIND`. Prints a JSON object; times are in ms.

import type { AnalysisOptions } from '../../src/config/document/entry-analysis.ts';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { DEFAULT_CROWDED_MINUTE_LIMIT } from '../../src/config/lints/lint-options.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { HOSTILE_100_KB } from './hostile-100-kb.ts';

const ROUNDS = 11;
const OPTIONS: AnalysisOptions = {
  project: 'bench',
  registry: validationManagers(),
  lints: { off: new Set(), crowdedMinuteLimit: DEFAULT_CROWDED_MINUTE_LIMIT, now: Date.now },
};

function main(kind = ''): void {
  const text = HOSTILE_100_KB[kind];
  if (text === undefined) throw new Error(`no kind "${kind}"`);
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const { user, system } = process.threadCpuUsage();
    const start = performance.now();
    ProjectConfigDocument.open(text, OPTIONS).worstFindings(1000);
    wall.push(performance.now() - start);
    const now = process.threadCpuUsage();
    cpu.push((now.user + now.system - user - system) / 1000);
  }
  const values = { first: wall[0], p50: median(wall), firstCpu: cpu[0], p50Cpu: median(cpu) };
  const rounded = Object.entries(values).map(([name, ms = 0]) => [name, Math.round(ms * 10) / 10]);
  const sample = { sample: kind, figure: 'hostile 100 KB', characters: text.length };
  console.log(JSON.stringify({ ...sample, ...Object.fromEntries(rounded) }));
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? 0;
}

main(process.argv[2]);
