// Benchmark of the cron machine, and of opening, editing and memory of large configs, beside VS Code's JSON
// language service on the same data: `npm run bench [CONFIG]...`; without a name, the two largest real configs
// that there are beside this project. Prints one JSON object per figure; the times are in ms, or in µs where the
// figure says so.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { ROOT } from '../../scripts/paths.ts';
import type { AnalysisOptions } from '../../src/config/document/entry-analysis.ts';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { fixAll } from '../../src/config/fixes/fix-all.ts';
import { DEFAULT_CROWDED_MINUTE_LIMIT } from '../../src/config/lints/lint-options.ts';
import { decodeUtf8 } from '../../src/golang/utf8.ts';
import { codeActions } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { clicksToLaunch } from './click-to-launch.ts';
import { cronSpeed, TIMED_SCHEDULES } from './cron-speed.ts';
import { configOfHints, editsAndPulls } from './edit-and-pull.ts';
import { formattingTimes } from './formatting.ts';
import { generatedConfig } from './generated-config.ts';
import { HOSTILE_100_KB } from './hostile-100-kb.ts';
import { configAsJson, configSchema } from './json-equivalent.ts';
import { memoryEngineRate } from './memory-engine.ts';
import { timeQuestions } from './questions.ts';
import { opensWithHistory, sqliteEngineRate } from './sqlite-engine.ts';
import { paceOfMachine, stopwatch } from './stopwatch.ts';

/** What the service says: what the JSON language service does with a schema comes closest to it. */
const VERDICT: AnalysisOptions = { project: 'bench', registry: validationManagers() };
/** What the language server asks for: lints as well. */
const OPTIONS: AnalysisOptions = {
  ...VERDICT,
  lints: {
    off: new Set<string>(),
    crowdedMinuteLimit: DEFAULT_CROWDED_MINUTE_LIMIT,
    now: Date.now,
  },
};
/** Real configs, which are not part of the project. */
const CORPUS = path.join(ROOT, '..', 'shared', 'corpus');
const LARGEST = ['golang__build__20260709-32fa302.cfg', 'flutter__infra__20210414-3ffcba3.cfg'].map(
  (name) => path.join(CORPUS, name),
);
const EDITS = 2000;
/** As many findings as the editor asks for. */
const SHOWN = 1000;
const CLICKS = 100;
const QUESTIONS = 1000;
const PULLS = 20;
/** It takes seconds for a long text. */
const JSON_ROUNDS = 5;
const FIX_ALLS = 5;

// Its CommonJS build hides some exports from `import`.
const { getLanguageService, TextDocument }: typeof import('vscode-json-languageservice') =
  createRequire(import.meta.url)('vscode-json-languageservice');

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

interface Sample {
  readonly name: string;
  readonly text: string;
}

async function main(files: readonly string[]): Promise<void> {
  printPace();
  for (const schedule of TIMED_SCHEDULES) print(schedule, 'cron, µs', { ...cronSpeed(schedule) });
  for (const sample of [...present(files).map(read), ...[1, 5, 20].map(generated)]) {
    openAndEdit(sample);
    await openAndEditJson(sample);
  }
  for (const sample of present(files).map(read)) await askQuestions(sample);
  for (const sample of present(files).map(read)) await clickRun(sample);
  await editAndPull({ name: 'a hint for each job, 20 MB', text: configOfHints(20e6) });
  for (const kind of Object.keys(HOSTILE_100_KB)) openHostile(kind);
  await overMemory();
  await overSqlite();
  printPace();
}

function printPace(): void {
  const rounds = paceOfMachine();
  print('1 MB of JSON', 'pace of this machine', {
    p50: quantile(rounds, 0.5),
    p99: quantile(rounds, 0.99),
  });
}

/** The engine on a virtual clock: a day, half of it, and a project of half as many jobs. */
async function overMemory(): Promise<void> {
  for (const [jobs, hours] of [
    [1000, 24],
    [1000, 12],
    [500, 24],
  ] as const) {
    print(
      `${jobs} jobs, ${hours} hours`,
      'engine over memory',
      await memoryEngineRate(jobs, hours),
    );
  }
}

/** The engine with every commit on the disk. */
async function overSqlite(): Promise<void> {
  print('1,000 jobs, 20 minutes', 'engine over SQLite', await sqliteEngineRate(20));
  const opened = await opensWithHistory(100_000, 5);
  print('100,000 ended invocations', 'open SQLite store', {
    first: opened[0],
    p50: quantile(opened, 0.5),
  });
}

/** What an editor waits for after a key stroke in a large file with very many findings. */
async function editAndPull({ name, text }: Sample): Promise<void> {
  const { opened, edits, diagnostics, bytes } = await editsAndPulls(text, PULLS);
  print(name, 'edit + pull over LSP', {
    characters: text.length,
    opened,
    p50: quantile(edits, 0.5),
    p90: quantile(edits, 0.9),
    max: quantile(edits, 1),
    diagnostics,
    bytes,
  });
}

/** Texts that somebody made to keep the editor waiting, each in a process of its own. */
function openHostile(kind: string): void {
  const program = path.join(ROOT, 'test/bench/hostile.ts');
  spawnSync(process.execPath, [program, kind], { stdio: 'inherit' });
}

function present(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  return LARGEST.filter((file) => {
    if (fs.existsSync(file)) return true;
    console.error(`SKIPPED: there is no ${file}`);
    return false;
  });
}

function generated(megabytes: number): Sample {
  return { name: `generated ${megabytes} MB`, text: generatedConfig(megabytes * 1e6) };
}

function read(file: string): Sample {
  return { name: path.basename(file), text: decodeUtf8(fs.readFileSync(file)) };
}

function openAndEdit({ name, text }: Sample): void {
  open(name, 'open + verdict', text, VERDICT);
  const document = open(name, 'open + findings', text, OPTIONS);
  editAndAsk(name, 'edit + findings', document, () => document.findings());
  editAndAsk(name, 'edit + worst findings', document, () => document.worstFindings(SHOWN));
  editAndAsk(name, 'edit + code actions', document, () => {
    for (const { range } of document.worstFindings(SHOWN).shown.slice(0, 1))
      codeActions(document, range);
  });
  formatAfterEdits(name, document);
  fixEverything(name, document);
  const kept = memory(() => {
    // A copy, so that the document's text is counted.
    const held = ProjectConfigDocument.open(Buffer.from(text, 'utf8').toString('utf8'), OPTIONS);
    held.findings();
    return held;
  });
  print(name, 'memory', { bytes: kept, perTextByte: kept / Buffer.byteLength(text) });
}

/** What is asked after each edit of a document. */
function editAndAsk(
  name: string,
  figure: string,
  document: ProjectConfigDocument,
  ask: () => unknown,
): void {
  const lines = document.text.split('\n');
  const edits: number[] = [];
  for (const [line, character] of places(lines, EDITS)) {
    const start = { line, character };
    edits.push(
      time(() => {
        document.edit({ start, end: start }, 'x');
        ask();
      }),
    );
    document.edit({ start, end: { line, character: character + 1 } }, '');
    ask();
  }
  print(name, figure, {
    p50: quantile(edits, 0.5),
    p90: quantile(edits, 0.9),
    p99: quantile(edits, 0.99),
  });
}

/** Everything that an editor asks about a document, each after an edit, up to the message that answers. */
async function askQuestions({ name, text }: Sample): Promise<void> {
  for await (const { question, first, times, longest } of timeQuestions(text, QUESTIONS)) {
    print(name, question, {
      first,
      p50: quantile(times, 0.5),
      p90: quantile(times, 0.9),
      p99: quantile(times, 0.99),
      longestAnswer: longest,
    });
  }
}

/** What an editor waits for when it formats. */
function formatAfterEdits(name: string, document: ProjectConfigDocument): void {
  const lines = document.text.split('\n');
  const times = formattingTimes(document, places(lines, EDITS), time);
  for (const [what, taken] of Object.entries(times)) {
    print(name, `edit, then format: ${what}`, {
      p50: quantile(taken, 0.5),
      p99: quantile(taken, 0.99),
    });
  }
}

/** What an editor waits for when it saves with `source.fixAll`. */
function fixEverything(name: string, document: ProjectConfigDocument): void {
  const times: number[] = [];
  let fixes = 0;
  for (let i = 0; i < FIX_ALLS; i++) {
    times.push(
      time(() => {
        fixes = fixAll(document).count;
      }),
    );
  }
  print(name, 'fix all', { fixes, first: times[0], p50: quantile(times, 0.5) });
}

/** From a click on Run to `launchTask`, in the two processes of the editor. */
async function clickRun({ name, text }: Sample): Promise<void> {
  const times = await clicksToLaunch(text, CLICKS);
  print(name, 'click on Run to launchTask', {
    first: times[0],
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  });
}

/** Prints how long that takes, and returns the document. */
function open(
  name: string,
  figure: string,
  text: string,
  options: AnalysisOptions,
): ProjectConfigDocument {
  const opened: number[] = [];
  let document = ProjectConfigDocument.open('', options);
  for (let i = 0; i < rounds(text); i++) {
    opened.push(
      time(() => {
        document = ProjectConfigDocument.open(text, options);
        document.findings();
      }),
    );
  }
  print(name, figure, {
    characters: text.length,
    entries: document.entries().length,
    findings: document.findings().length,
    first: opened[0],
    p50: quantile(opened, 0.5),
  });
  return document;
}

async function openAndEditJson({ name, text }: Sample): Promise<void> {
  const service = getLanguageService({});
  const schema = configSchema();
  const content = configAsJson(text);
  const validate = async (version: number) => {
    const document = TextDocument.create('file:///config.json', 'json', version, content);
    return service.doValidation(document, service.parseJSONDocument(document), {}, schema);
  };
  const opened: number[] = [];
  for (let i = 0; i < JSON_ROUNDS; i++) opened.push(await timeAsync(() => validate(i)));
  const findings = (await validate(0)).length;
  print(`${name} as JSON`, 'open + findings', {
    characters: content.length,
    findings,
    first: opened[0],
    p50: quantile(opened, 0.5),
  });
  const lines = content.split('\n');
  const edits: number[] = [];
  let document = TextDocument.create('file:///config.json', 'json', 0, content);
  for (const [line, character] of places(lines, JSON_ROUNDS)) {
    const range = { start: { line, character }, end: { line, character } };
    edits.push(
      await timeAsync(async () => {
        document = TextDocument.update(document, [{ range, text: 'x' }], document.version + 1);
        await service.doValidation(document, service.parseJSONDocument(document), {}, schema);
      }),
    );
    const undo = {
      range: { start: range.start, end: { line, character: character + 1 } },
      text: '',
    };
    document = TextDocument.update(document, [undo], document.version + 1);
  }
  print(`${name} as JSON`, 'edit + findings', { p50: quantile(edits, 0.5) });
}

/** How often to open a text: enough for the engine to have compiled what it will. */
function rounds(text: string): number {
  if (text.length > 10e6) return 5;
  return text.length > 1.5e6 ? 11 : 41;
}

/** Places spread evenly, at random, over a text: the same ones each time. */
function* places(
  lines: readonly string[],
  count: number,
): Generator<[line: number, character: number]> {
  let seed = 1;
  for (let i = 0; i < count; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const line = seed % lines.length;
    yield [line, (seed >>> 8) % ((lines[line]?.length ?? 0) + 1)];
  }
}

function time(action: () => void): number {
  const watch = stopwatch();
  action();
  return watch();
}

async function timeAsync(action: () => Promise<unknown>): Promise<number> {
  const watch = stopwatch();
  await action();
  return watch();
}

/** Bytes of heap that what `make` returns keeps alive. */
function memory(make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  return kept === undefined ? 0 : after - before;
}

function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function print(sample: string, figure: string, values: Record<string, number | undefined>): void {
  const rounded = Object.entries(values).map(([k, v = 0]) => [k, Math.round(v * 1000) / 1000]);
  console.log(JSON.stringify({ sample, figure, ...Object.fromEntries(rounded) }));
}

await main(process.argv.slice(2));
