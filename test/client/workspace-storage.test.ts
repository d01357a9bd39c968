import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sharedStorage } from '../../client/workspace-storage.ts';

const EXTENSION = 'publisher.name';

/** What a window is given in a folder where windows have taken `taken`, and what it shares with them. */
const CASES: readonly {
  readonly title: string;
  readonly taken: readonly string[];
  readonly given: string;
  readonly shared: string;
}[] = [
  { title: 'the only window', taken: ['36bba6b6'], given: '36bba6b6', shared: '36bba6b6' },
  {
    title: 'a second window',
    taken: ['36bba6b6', '36bba6b6-1'],
    given: '36bba6b6-1',
    shared: '36bba6b6',
  },
  {
    title: 'a tenth window',
    taken: ['36bba6b6', '36bba6b6-9'],
    given: '36bba6b6-9',
    shared: '36bba6b6',
  },
  {
    title: 'an id that begins with a minus',
    taken: ['-1caba366'],
    given: '-1caba366',
    shared: '-1caba366',
  },
  {
    title: 'a second window of an id that begins with a minus',
    taken: ['-1caba366', '-1caba366-1'],
    given: '-1caba366-1',
    shared: '-1caba366',
  },
  { title: 'an id that is a minus and a digit', taken: ['-7'], given: '-7', shared: '-7' },
  {
    title: 'an id that ends with a number and is nobody else’s',
    taken: ['other'],
    given: '36bba6b6-1',
    shared: '36bba6b6-1',
  },
];

describe('the storage that windows of a workspace share', () => {
  let base: string;

  beforeEach(() => {
    base = fs.mkdtempSync(path.join(os.tmpdir(), 'storage-'));
  });

  afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

  for (const { title, taken, given, shared } of CASES) {
    it(`is found by ${title}`, () => {
      for (const name of taken) fs.mkdirSync(path.join(base, name));
      assert.equal(
        sharedStorage(path.join(base, given, EXTENSION)),
        path.join(base, shared, EXTENSION),
      );
    });
  }
});
