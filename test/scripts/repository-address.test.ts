import assert from 'node:assert/strict';
import { addressFields } from '../../scripts/repository-address.ts';

const GITHUB = {
  repository: { type: 'git', url: 'https://github.com/o/n.git' },
  bugs: { url: 'https://github.com/o/n/issues' },
  homepage: 'https://github.com/o/n#readme',
};
const GITLAB = {
  repository: { type: 'git', url: 'https://gitlab.com/a/b/c.d.git' },
  bugs: { url: 'https://gitlab.com/a/b/c.d/-/issues' },
  homepage: 'https://gitlab.com/a/b/c.d#readme',
};

const TABLE: [address: string, fields: typeof GITHUB | undefined][] = [
  ['https://github.com/o/n', GITHUB],
  ['https://github.com/o/n/', GITHUB],
  ['https://github.com/o/n.git', GITHUB],
  ['https://gitlab.com/a/b/c.d', GITLAB],
  ['https://gitlab.com/a/b/c.d.git', GITLAB],
  ['https://github.com/o', undefined],
  ['https://github.com/o/n/issues', undefined],
  ['https://github.com/o/n?tab=readme', undefined],
  ['https://example.com/o/n', undefined],
  ['http://github.com/o/n', undefined],
  ['git@github.com:o/n.git', undefined],
  ['o/n', undefined],
  ['', undefined],
];

describe('the address of the repository', () => {
  for (const [address, fields] of TABLE) {
    it(`${address || '(empty)'} ${fields ? 'is one' : 'is none'}`, () => {
      assert.deepEqual(addressFields(address), fields);
    });
  }
});
