// Benchmark of the real editor: from a keystroke to the squiggle under it, in the demo and in the largest real config that
// there is beside this project, each next to an extension that does nothing else; and the activation. Prints one JSON
// object per figure, in ms: `npm run bench:editor [-- --keystrokes N --setting NAME=JSON...]`.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { vsixPath } from '../../../scripts/package.ts';
import { DEMO_CONFIG, OUT, ROOT } from '../../../scripts/paths.ts';
import { runScript } from '../../../scripts/run-script.mjs';
import { positionOf, Workbench } from '../../e2e/workbench.ts';
import { EditorSession } from '../../harness/editor-session.ts';
import { FLOOR_ENDING, packageFloorExtension } from './floor-extension.ts';
import { PageWork } from './page-work.ts';
import { keystrokeToSquiggle } from './squiggle-clock.ts';

const LARGEST = path.join(ROOT, '../shared/corpus/golang__build__20260709-32fa302.cfg');

/** Ours and the floor take turns, so that what else the machine does meets both. */
const ROUNDS = 5;
/**
 * Ms between keystrokes. VS Code asks for code lenses, tokens, links and the like 250 ms and more after a change: after the
 * long pause it has come to rest; after the short one, what the last key has brought about meets the next key.
 */
const PAUSES = [500, 200];

/** A text in two files: one that we check, and one that nobody but the floor looks at. */
interface Sample {
  readonly name: string;
  readonly text: string;
  readonly measured: ReadonlyMap<number, Measured>;
}

/** What was measured with one pause. */
interface Measured {
  readonly times: { readonly ours: number[]; readonly floor: number[] };
  /** Ms of the page's main thread for each key, of each round. */
  readonly work: { readonly ours: number[]; readonly floor: number[] };
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      keystrokes: { type: 'string', default: '100' },
      // To find out what something costs: `--setting editor.codeLens=false`.
      setting: { type: 'string', multiple: true, default: [] },
    },
  });
  const samples = readSamples();
  const session = await EditorSession.start({
    vsix: [vsixPath(), await packageFloorExtension(path.join(OUT, 'bench-editor'))],
    trusted: true,
    settings: { 'files.autoSave': 'off', ...Object.fromEntries(values.setting.map(readSetting)) },
  });
  try {
    for (const { name, text } of samples) {
      for (const file of [configOf(name), floorOf(name)]) {
        fs.writeFileSync(path.join(session.folder, file), text);
      }
    }
    const page = await session.newPage();
    const workbench = await Workbench.open(page, session.server.url(session.folder));
    const pageWork = await PageWork.of(page);
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, text, measured } of samples) {
        const count = Math.ceil(Number(values.keystrokes) / ROUNDS);
        for (const [who, file] of [
          ['ours', configOf(name)],
          ['floor', floorOf(name)],
        ] as const) {
          for (const [pause, { times, work }] of measured) {
            const typed = await typeIn(workbench, pageWork, file, text, { count, pause });
            times[who].push(...typed.times);
            work[who].push(typed.work);
          }
        }
      }
    }
    report(samples, await activation(workbench));
  } finally {
    await session.close();
  }
});

function readSamples(): readonly Sample[] {
  const files = [
    ['demo', DEMO_CONFIG],
    ['largest', LARGEST],
  ] as const;
  return files.flatMap(([name, file]) => {
    if (fs.existsSync(file)) {
      const none = () => ({ ours: [], floor: [] });
      const measured = new Map(PAUSES.map((pause) => [pause, { times: none(), work: none() }]));
      return [{ name, text: fs.readFileSync(file, 'utf8'), measured }];
    }
    console.error(`SKIPPED: there is no ${file}`);
    return [];
  });
}

function readSetting(text: string): readonly [name: string, value: unknown] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals), JSON.parse(text.slice(equals + 1))];
}

function configOf(sample: string): string {
  return `luci-scheduler-${sample}.cfg`;
}

function floorOf(sample: string): string {
  return `${sample}${FLOOR_ENDING}`;
}

/**
 * Breaks the name of a field in the middle of the text and mends it, `count` times.
 * @returns ms of each squiggle, and of the page's main thread for each key
 */
async function typeIn(
  workbench: Workbench,
  pageWork: PageWork,
  file: string,
  text: string,
  { count, pause }: { readonly count: number; readonly pause: number },
): Promise<{ readonly times: readonly number[]; readonly work: number }> {
  const { page } = workbench;
  await workbench.openFile(file);
  await workbench.goTo(fieldInTheMiddle(text));
  const times: number[] = [];
  let before = 0;
  // The first one finds parts of the editor that were never used.
  for (let i = 0; i <= count; i++) {
    if (i === 1) before = await pageWork.ms();
    await setTimeout(pause);
    times.push(await keystrokeToSquiggle(page, 'x', true));
    await setTimeout(pause);
    await keystrokeToSquiggle(page, 'Backspace', false);
  }
  const work = ((await pageWork.ms()) - before) / (2 * count);
  // The text is as it was on the disk, and the editor sees that.
  await page.locator('.tabs-container .tab.active').waitFor();
  return { times: times.slice(1), work };
}

/** Right after the `id` of an entry. */
function fieldInTheMiddle(text: string) {
  const before = text.slice(0, text.length / 2);
  const [, rest = ''] = [before, text.slice(before.length)];
  const { line, column } = positionOf(/^ +id(?=:)/m, rest);
  const lines = before.split('\n').length;
  const indent = /^ */.exec(rest.split('\n')[line - 1] ?? '')?.[0].length ?? 0;
  return { line: lines + line - 1, column: column + indent + 'id'.length };
}

/** Ms as the editor itself tells its users: loading the code and the call of `activate`. */
async function activation(workbench: Workbench): Promise<number> {
  await workbench.runCommand('Developer: Show Running Extensions');
  const rows = workbench.page.locator('.runtime-extensions-editor .monaco-list-row');
  const row = rows.filter({ hasText: 'LUCI Scheduler' });
  // The list is as long as the window is high, and sorted by the times.
  await workbench.page.setViewportSize({ width: 1440, height: 2000 });
  const time = row.locator('.activation-time', { hasText: 'Activation:' });
  return Number(/(\d+)ms/.exec((await time.textContent()) ?? '')?.[1]);
}

function report(samples: readonly Sample[], activated: number): void {
  const load = round(os.loadavg()[0] ?? 0);
  for (const { name, text, measured } of samples) {
    for (const [pause, { times, work }] of measured) {
      const sample = { sample: name, characters: text.length, pause, load };
      reportTimes(sample, times);
      print({
        ...sample,
        figure: "CPU of the editor's main thread for a key",
        median: quantile(work.ours, 0.5),
        floor: quantile(work.floor, 0.5),
      });
    }
  }
  print({ figure: 'activation', ms: activated, load });
}

function reportTimes(sample: Figure, { ours, floor }: Measured['times']): void {
  const figure = 'keystroke to squiggle';
  const [p50, p99, least, leastP99] = [
    quantile(ours, 0.5),
    quantile(ours, 0.99),
    quantile(floor, 0.5),
    quantile(floor, 0.99),
  ];
  print({ ...sample, figure, keystrokes: ours.length, p50, p99 });
  print({
    ...sample,
    figure: `${figure}, floor`,
    keystrokes: floor.length,
    p50: least,
    p99: leastP99,
  });
  print({ ...sample, figure: `${figure}, times the floor`, p50: p50 / least, p99: p99 / leastP99 });
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

type Figure = Readonly<Record<string, string | number>>;

function print(figure: Figure): void {
  const rounded = Object.entries(figure).map(([key, value]) => [
    key,
    typeof value === 'number' ? round(value) : value,
  ]);
  console.log(JSON.stringify(Object.fromEntries(rounded)));
}
