import assert from 'node:assert/strict';
import { documentSymbols } from '../../src/language/document-symbols.ts';
import { matchingSymbols } from '../../src/language/workspace-symbols.ts';
import { openMarked } from '../marked-text.ts';

const TEXT =
  'job { id: "Linux-x64" noop {} }\ntrigger { id: "mac" }\njob { id: "linux" }\njob {}\nacl_sets { name: "Machines" }\n';

const TABLE: [query: string, ...names: string[]][] = [
  ['', 'Linux-x64', 'mac', 'linux', '(empty)', 'Machines'],
  ['linux', 'Linux-x64', 'linux'],
  ['lx6', 'Linux-x64'],
  ['MAC', 'mac', 'Machines'],
  ['mach', 'Machines'],
  ['xl'],
];

describe('workspace symbols', () => {
  for (const [query, ...names] of TABLE) {
    it(JSON.stringify(query), () => {
      const { document } = openMarked(TEXT);
      const found = matchingSymbols(document, query);
      assert.deepEqual(
        found.map(({ name }) => name),
        names,
      );
      assert.deepEqual(found, matchingSymbols(documentSymbols(document), query));
      assert.deepEqual(matchingSymbols(document, query, 1), found.slice(0, 1));
    });
  }
});
