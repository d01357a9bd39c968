// Comparison with the service's answers: a sample of them is in this folder, all of them may be beside the repository.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { agreement } from './agreement.ts';
import { compareFormattedFile, corpusVectors } from './format.ts';
import { KINDS } from './kinds.ts';
import { report } from './report.ts';
import { readVectors } from './vector-file.ts';

const FOLDERS = {
  'in the sample': path.join(ROOT, 'test', 'vectors', 'sample'),
  'in full': path.join(ROOT, '..', 'shared', 'vectors'),
};

describe('answers of the service', () => {
  for (const [which, folder] of Object.entries(FOLDERS)) {
    for (const [kind, compare] of Object.entries(KINDS)) {
      it(`${which}: ${kind}`, async function () {
        const vectors = readVectors(folder, kind);
        if (vectors === undefined) {
          assert.equal(which, 'in full');
          const file = path.relative(ROOT, path.join(folder, `${kind}.jsonl.gz`));
          console.log(`      SKIPPED: there is no ${file} to compare with`);
          return this.skip();
        }
        const result = await agreement(vectors, compare);
        const text = report(kind, result);
        console.log(text.replaceAll(/^/gm, '      '));
        assert.deepEqual(result.disagreements, [], text);
      });
    }
  }

  it('in full: format-corpus', async function () {
    const files = corpusVectors(FOLDERS['in full']);
    if (files === undefined) {
      console.log('      SKIPPED: there are no hashes of formatted configs, or no configs');
      return this.skip();
    }
    const result = await agreement(files, compareFormattedFile);
    const text = report('format-corpus', result);
    console.log(text.replaceAll(/^/gm, '      '));
    assert.deepEqual(result.disagreements, [], text);
  });

  it('are of all kinds in the sample', () => {
    const files = fs.readdirSync(FOLDERS['in the sample']);
    assert.deepEqual(
      files.sort(),
      Object.keys(KINDS)
        .map((kind) => `${kind}.jsonl.gz`)
        .sort(),
    );
  });
});
