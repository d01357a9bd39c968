// The runner over folders of its own, as a process.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/paths.ts';

const SORTED = {
  id: 'sort-1',
  input: {
    kind: 'sort_triggers',
    triggers: [
      { id: 'b', created_ns: 1, order_in_batch: 0 },
      { id: 'a', created_ns: 1, order_in_batch: 0 },
    ],
  },
  output: ['a', 'b'],
};

const DEFAULTS = {
  id: 'def-1',
  input: { kind: 'defaults', raw_base64: '/w==' },
  output: { error: true, policy: null, new_error: null },
};

describe('the runner of vectors', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('counts what agrees, names the kinds without a file and ignores other files', () => {
    write('misc', SORTED, { ...SORTED, id: 'sort-2' });
    fs.writeFileSync(path.join(folder, 'others.jsonl.gz'), 'not gzip');
    const { status, stdout } = run();
    assert.equal(status, 0);
    assert.match(stdout, /^policy {3}no policy\.jsonl\.gz in /m);
    assert.match(stdout, /^cron {5}no cron\.jsonl\.gz in /m);
    assert.match(stdout, /^engine {3}no engine\.jsonl\.gz in /m);
    assert.match(stdout, /^misc {5}2 of 2$/m);
    assert.match(stdout, /^managers no managers\.jsonl\.gz in /m);
    assert.doesNotMatch(stdout, /others/);
  });

  it('fails and says where if anything disagrees', () => {
    write('policy', DEFAULTS);
    write('misc', { ...SORTED, output: ['a', 'c'] }, SORTED);
    const { status, stdout } = run();
    assert.equal(status, 1);
    assert.match(stdout, /^policy {3}1 of 1$/m);
    assert.match(
      stdout,
      /^misc {5}1 of 2\n {2}sort-1\n {4}at \[1\]\n {6}expected "c"\n {6}got {6}"b"$/m,
    );
  });

  it('shows the first few of many disagreements', () => {
    const wrong = { ...SORTED, output: ['1', '2', '3', '4', '5'] };
    write('misc', ...Array.from({ length: 9 }, (_, i) => ({ ...wrong, id: `sort-${i}` })));
    const { status, stdout } = run();
    assert.equal(status, 1);
    assert.match(stdout, /^misc {5}0 of 9$/m);
    assert.match(stdout, /sort-4$/m);
    assert.doesNotMatch(stdout, /sort-5$/m);
    assert.match(stdout, /^ {4}… and 2 more differences$/m);
    assert.match(stdout, /^ {2}… and 4 more disagreements$/m);
  });

  it('counts tie-sensitive ones apart', () => {
    write('misc', SORTED, { ...SORTED, id: 'tie', output: [], tie_sensitive: true });
    const { status, stdout } = run();
    assert.equal(status, 0);
    assert.match(stdout, /^misc {5}1 of 1; tie-sensitive, apart: 0 of 1$/m);
  });

  it('takes an input that it does not know for a disagreement', () => {
    write('misc', SORTED, { ...SORTED, id: 'other', input: { kind: 'other' } });
    const { status, stdout } = run();
    assert.equal(status, 1);
    assert.match(stdout, /^misc {5}1 of 2$/m);
    assert.match(stdout, /^ {2}other {16}0 of 1$/m);
  });

  it('fails if there is nothing to compare with', () => {
    const { status, stderr } = run();
    assert.equal(status, 1);
    assert.match(stderr, /There are no answers of the service in /);
  });

  it('fails if a file cannot be read', () => {
    fs.writeFileSync(path.join(folder, 'misc.jsonl.gz'), gzipSync('{'));
    const { status, stderr } = run();
    assert.equal(status, 1);
    assert.match(stderr, /misc\.jsonl\.gz cannot be read: SyntaxError/);
  });

  function write(kind: string, ...vectors: readonly object[]): void {
    const text = vectors.map((vector) => `${JSON.stringify(vector)}\n`).join('');
    fs.writeFileSync(path.join(folder, `${kind}.jsonl.gz`), gzipSync(text));
  }

  function run() {
    const main = path.join(ROOT, 'test', 'vectors', 'main.ts');
    return spawnSync(process.execPath, [main, '--dir', folder], { encoding: 'utf8' });
  }
});
