import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { FINDING_CODES } from '../../../src/config/finding-codes.ts';
import { withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { FIX_TABLE } from '../../../src/config/fixes/fix-table.ts';
import { quickFixes } from '../../../src/config/fixes/quick-fixes.ts';
import { openLinted, REGISTRY } from './open-linted.ts';
import { FIX_SAMPLES } from './samples.ts';

describe('quick fixes', () => {
  for (const { code, before, title, after, isChoice = false } of FIX_SAMPLES) {
    it(`of ${code} in ${JSON.stringify(before)}: ${title}`, () => {
      const document = openLinted(before);
      const finding = document.findings().find((one) => one.code === code);
      assert.ok(finding, `found ${document.findings().map((one) => one.code)}`);
      const [first] = quickFixes(document, finding);
      assert.ok(first, 'no fix');
      const fixed = withDocumentEdits(before, first.edits);
      assert.deepEqual([first.title, fixed, first.isPreferred], [title, after, !isChoice]);
      assert.deepEqual(
        openLinted(fixed)
          .findings()
          .map(({ message }) => message),
        [],
      );
    });
  }

  it('are there beside a finding that the service says twice if nothing else is wrong', () => {
    const before =
      'job { id: "a" realm: "ci" schedule: "0 1 * * *" buildbucket { server: "h.com" bucket: "luci.other.try" } }\n';
    const document = openLinted(before);
    const [finding] = document.findings();
    assert.equal(finding?.code, 'bb-bucket-legacy');
    const [fix] = quickFixes(document, finding);
    const fixed = withDocumentEdits(before, fix?.edits ?? []);
    assert.equal(fixed, before.replace('luci.other.try', 'other:try'));
  });

  it('exist for every code, or there is a reason why not', () => {
    const cures = Object.assign({}, ...[...REGISTRY.kinds().values()].map((kind) => kind.cures));
    const fixed = new Set(FIX_SAMPLES.map(({ code }) => code));
    const rows = Object.keys(FINDING_CODES).map((code) => {
      const row: unknown = Object.hasOwn(FIX_TABLE, code)
        ? FIX_TABLE[code as keyof typeof FIX_TABLE]
        : cures[code];
      const reason =
        typeof row === 'object' && row !== null ? Object.values(row).join() : undefined;
      return [code, fixed.has(code), reason === undefined] as const;
    });
    assert.deepEqual(
      rows.filter(([, isFixed, isExpected]) => isFixed !== isExpected),
      [],
    );
  });

  it('leave a config without the finding, and with nothing new', () => {
    let [count, fixed] = [0, 0];
    for (const text of texts()) {
      const document = openLinted(text);
      const findings = document.findings();
      for (const finding of findings) {
        count++;
        for (const { title, edits } of quickFixes(document, finding)) {
          fixed++;
          const after = openLinted(withDocumentEdits(text, edits)).findings();
          assert.deepEqual(
            worsened(finding, findings, after),
            [],
            `${finding.code}: ${title}\n${text}`,
          );
        }
      }
    }
    console.log(`      ${fixed} fixes of ${count} findings`);
    assert.ok(fixed > 300);
  });
});

/** The samples, and the configs of which all that is said is written down. */
function texts(): readonly string[] {
  const written = fs.readFileSync(path.join(ROOT, 'test/wording/findings.txt'), 'utf8');
  const configs = written.split('---\n').map((block) => block.split('\n=> ', 1)[0] ?? '');
  return [...FIX_SAMPLES.map(({ before }) => before), ...configs];
}

/**
 * That nothing names a job is said of one that has an id and no times: to give it an id, or to write its schedule as the
 * service reads it, is no reason for it.
 */
const COMES_TO_LIGHT = 'lint-job-never-triggered';

/** Codes of which there are more than before, and that of the finding if there are not fewer. */
function worsened(
  finding: Finding,
  before: readonly Finding[],
  after: readonly Finding[],
): readonly string[] {
  // In different places: some things the service says twice.
  const count = (findings: readonly Finding[], code: string) =>
    new Set(findings.filter((one) => one.code === code).map(({ range }) => JSON.stringify(range)))
      .size;
  const isHidden = (code: string) =>
    code === COMES_TO_LIGHT ||
    (finding.code.startsWith('textproto-') && !code.startsWith('textproto-'));
  const more = [...new Set(after.map(({ code }) => code))].filter(
    (code) => !isHidden(code) && count(after, code) > count(before, code),
  );
  const isLeft = count(after, finding.code) >= count(before, finding.code);
  return isLeft ? [...more, finding.code] : more;
}
