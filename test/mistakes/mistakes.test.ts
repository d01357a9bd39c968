// One mistake, one finding, at the mistake: measured with mistakes of every kind in many places of real configs.

import assert from 'node:assert/strict';
import type { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { lineStarts, offsetAt } from '../../src/text/lines.ts';
import type { Span } from '../../src/text/span.ts';
import { EditedDocuments } from './edited-documents.ts';
import type { Mistake } from './mistake.ts';
import { type Config, HAS_CORPUS, validConfigs } from './real-configs.ts';
import { type PlacedMistake, sampledMistakes } from './sampled-mistakes.ts';

/** What came of one kind. */
interface Figures {
  readonly kind: string;
  readonly count: number;
  /** How many of them made exactly one error. */
  readonly one: number;
  /** Of how many the first error is at the mistake. */
  readonly atIt: number;
  /** Those that are otherwise, to be looked at. */
  readonly wrong: readonly string[];
}

describe('mistakes in real configs', function () {
  this.timeout(600_000);

  it('make one error each, at the mistake', () => {
    const configs = validConfigs();
    if (!HAS_CORPUS) console.log('      there is no corpus: mistakes are put into the example');
    const documents = new EditedDocuments();
    const all = sampledMistakes(configs).map(({ kind, tried }) => measure(documents, kind, tried));
    for (const figures of all) console.log(`      ${shown(figures)}`);
    const sum = (of: (figures: Figures) => number) => all.reduce((n, each) => n + of(each), 0);
    const [count, one, atIt] = [sum((f) => f.count), sum((f) => f.one), sum((f) => f.atIt)];
    const wrong = all.flatMap((figures) => figures.wrong);
    console.log(`      ${shown({ kind: 'total', count, one, atIt, wrong })}`);
    assert.ok(count > 1000);
    assert.deepEqual(wrong.slice(0, 10), []);
  });
});

function shown({ kind, count, one, atIt }: Figures): string {
  const percent = (n: number) =>
    `${(count === 0 ? 100 : (100 * n) / count).toFixed(1)} %`.padStart(8);
  return `${kind.padEnd(44)}${String(count).padStart(6)}${percent(one)} one error${percent(atIt)} first at the mistake`;
}

function measure(
  documents: EditedDocuments,
  kind: string,
  tried: readonly PlacedMistake[],
): Figures {
  let [one, atIt] = [0, 0];
  const wrong: string[] = [];
  for (const { config, mistake } of tried) {
    const errors = errorsOf(mistake.text, documents.with(config, mistake.text));
    const [first] = errors;
    const isOne = errors.length === 1;
    const isAtIt = first !== undefined && (touch(first, mistake.at) || touch(first, mistake.orAt));
    if (isOne) one++;
    if (isAtIt) atIt++;
    if (!isOne || !isAtIt) wrong.push(described(kind, config, mistake, errors));
  }
  return { kind, count: tried.length, one, atIt, wrong };
}

/** An error with what it says. */
interface Told extends Span {
  readonly message: string;
}

/** Several that are said of one place are one for the user. */
function errorsOf(text: string, document: ProjectConfigDocument): readonly Told[] {
  const starts = lineStarts(text);
  const errors = document
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ range: { start, end }, message }) => ({
      start: offsetAt(text, starts, start),
      end: offsetAt(text, starts, end),
      message,
    }));
  return errors.filter(
    ({ start, end }, i) => !errors.slice(0, i).some((e) => e.start === start && e.end === end),
  );
}

function touch(a: Span, b: Span | undefined): boolean {
  return b !== undefined && a.start <= b.end && b.start <= a.end;
}

function described(
  kind: string,
  { file }: Config,
  { text, at }: Mistake,
  errors: readonly Told[],
): string {
  const around = text.slice(Math.max(0, at.start - 60), at.end + 60);
  const told = errors.slice(0, 4).map(({ start, message }) => `${start}: ${message}`);
  return [`${kind}, at ${at.start} of ${file}:`, around, ...told].join('\n');
}
