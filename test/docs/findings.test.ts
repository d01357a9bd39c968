import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  FINDINGS_PAGE,
  findingsPage,
  MANIFEST,
  manifestWithLints,
} from '../../scripts/generate-docs.ts';
import { ROOT } from '../../scripts/paths.ts';
import { FINDING_CODES } from '../../src/config/finding-codes.ts';

/** A string of the sources that looks like a code. */
const CODE = /'([a-z0-9]+(?:-[a-z0-9]+)+)'/g;

describe('the table of finding codes', () => {
  const codes = Object.keys(FINDING_CODES);

  it('says of each code what kind of mistake it is and why, in sentences', () => {
    for (const [code, { title, explanation, severity }] of Object.entries(FINDING_CODES)) {
      assert.match(code, /^[a-z0-9]+(?:-[a-z0-9]+)+$/);
      assert.match(title, /^[A-Z`\\].*\.$/, code);
      assert.match(explanation, /^[A-Z`\\].*\.$/, code);
      assert.equal(severity === 'error', !code.startsWith('lint-'), code);
    }
  });

  it('has no code that nothing reports', () => {
    const sources = fs
      .globSync('src/**/*.ts', { cwd: ROOT })
      .filter((file) => !/codes\.ts$/.test(file));
    const used = new Set(
      sources.flatMap((file) =>
        [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(CODE)].map(([, code]) => code),
      ),
    );
    assert.deepEqual(
      codes.filter((code) => !used.has(code)),
      [],
    );
  });

  it('is what docs/findings.md says (npm run generate:docs writes it)', () => {
    const page = fs.readFileSync(FINDINGS_PAGE, 'utf8');
    assert.equal(page, findingsPage());
    const anchors = [...page.matchAll(/^### (.*)$/gm)].map(([, anchor]) => anchor ?? '');
    assert.deepEqual(anchors.toSorted(), codes.toSorted());
  });

  it('is what the settings offer to switch off (npm run generate:docs writes it)', () => {
    const manifest = fs.readFileSync(MANIFEST, 'utf8');
    assert.deepEqual(JSON.parse(manifest), JSON.parse(manifestWithLints(manifest)));
  });
});
