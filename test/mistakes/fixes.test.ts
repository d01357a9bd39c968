// A mistake that has one obvious cure has a fix: measured with mistakes of every kind in many places of real configs.

import assert from 'node:assert/strict';
import type { Finding } from '../../src/config/finding.ts';
import { withDocumentEdits } from '../../src/config/fixes/document-edits.ts';
import { quickFixes } from '../../src/config/fixes/quick-fixes.ts';
import { EditedDocuments } from './edited-documents.ts';
import { HAS_CORPUS, validConfigs } from './real-configs.ts';
import { type PlacedMistake, sampledMistakes } from './sampled-mistakes.ts';

/** Of the mistakes of one kind, how many … */
interface Figures {
  readonly kind: string;
  readonly count: number;
  /** have a fix; */
  readonly fixed: number;
  /** have one that leaves no doubt; */
  readonly preferred: number;
  /** are gone with their best fix, so that the service accepts the config as it did before; */
  readonly restored: number;
  /** have a fix that leaves the finding or adds one: what is wrong with it. */
  readonly worse: readonly string[];
}

describe('fixes of mistakes in real configs', function () {
  this.timeout(600_000);

  it('leave the finding out, add none, and as a rule restore what was there', () => {
    if (!HAS_CORPUS) console.log('      there is no corpus: mistakes are put into the example');
    const documents = new EditedDocuments();
    const all = sampledMistakes(validConfigs()).map(({ kind, tried }) =>
      measure(documents, kind, tried),
    );
    const sum = (of: (figures: Figures) => number) => all.reduce((n, each) => n + of(each), 0);
    const total = {
      kind: 'total',
      count: sum(({ count }) => count),
      fixed: sum(({ fixed }) => fixed),
      preferred: sum(({ preferred }) => preferred),
      restored: sum(({ restored }) => restored),
    };
    for (const figures of [...all, total]) console.log(`      ${shown(figures)}`);
    assert.deepEqual(all.flatMap(({ worse }) => worse).slice(0, 5), []);
    assert.ok(total.fixed > 0.9 * total.count);
    assert.ok(total.restored > 0.95 * total.fixed);
  });
});

function shown({ kind, count, fixed, preferred, restored }: Omit<Figures, 'worse'>): string {
  const share = (n: number) => `${count === 0 ? 100 : Math.round((100 * n) / count)} %`.padStart(6);
  return `${kind.padEnd(44)}${String(count).padStart(5)}${share(fixed)} have a fix${share(preferred)} without doubt${share(restored)} restored`;
}

function measure(
  documents: EditedDocuments,
  kind: string,
  tried: readonly PlacedMistake[],
): Figures {
  let [fixed, preferred, restored] = [0, 0, 0];
  const worse: string[] = [];
  for (const { config, mistake } of tried) {
    const document = documents.with(config, mistake.text);
    const errors = document.findings();
    const [first] = errors;
    if (!first) continue;
    const fixes = quickFixes(document, first);
    const best = fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0];
    if (!best) continue;
    fixed++;
    if (best.isPreferred) preferred++;
    for (const fix of fixes) {
      const text = withDocumentEdits(mistake.text, fix.edits);
      const left = documents.with(config, text).findings();
      if (fix === best && left.length === 0) restored++;
      const why = worsened(first, errors, left);
      if (why !== undefined) worse.push(`${kind}: ${fix.title}: ${why}`);
    }
  }
  return { kind, count: tried.length, fixed, preferred, restored, worse };
}

/** What a text error hides may come to light; a text error may not. */
function worsened(
  { code }: Finding,
  before: readonly Finding[],
  after: readonly Finding[],
): string | undefined {
  const count = (findings: readonly Finding[], of: string) =>
    findings.filter((one) => one.code === of).length;
  if (count(after, code) >= count(before, code)) return `${code} is left`;
  const isText = (one: string) => one.startsWith('textproto-');
  return after.find(
    (one) =>
      count(after, one.code) > count(before, one.code) && (!isText(code) || isText(one.code)),
  )?.message;
}
