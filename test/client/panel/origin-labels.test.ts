import assert from 'node:assert/strict';
import fc from 'fast-check';
import { originLabels, originPath } from '../../../client/panel/origin-labels.ts';

/** Labels of invocations of one job, by where they come from. */
function labelsOf(origins: readonly string[]): readonly (string | undefined)[] {
  const invocations = origins.map((origin, at) => ({ id: String(at), job: 'build', origin }));
  const labels = originLabels(invocations);
  return invocations.map(({ id }) => labels.get(id));
}

describe('labels of where invocations of jobs of the same id come from', () => {
  const TABLE: readonly (readonly [origin: string, label: string | undefined][])[] = [
    [],
    [['file:///w/one/x.cfg', undefined]],
    [
      ['file:///w/one/x.cfg', undefined],
      ['file:///w/one/x.cfg', undefined],
    ],
    [
      ['file:///w/one/x.cfg', 'one'],
      ['file:///w/two/x.cfg', 'two'],
      ['file:///w/one/x.cfg', 'one'],
    ],
    // The folders that hold the files may have the same name, too.
    [
      ['file:///w/one/config/x.cfg', 'one'],
      ['file:///w/two/config/x.cfg', 'two'],
    ],
    [
      ['file:///w/x.cfg', 'w'],
      ['file:///w/sub/x.cfg', 'sub'],
    ],
    [
      ['file:///x.cfg', '/x.cfg'],
      ['file:///sub/x.cfg', 'sub/x.cfg'],
    ],
    [
      ['file:///b/x.cfg', '/b'],
      ['file:///a/b/x.cfg', 'a/b'],
    ],
    // Files of one folder.
    [
      ['file:///w/x.cfg', 'x.cfg'],
      ['file:///w/x-dev.cfg', 'x-dev.cfg'],
    ],
    [
      ['file:///a/x.cfg', 'a/x.cfg'],
      ['file:///b/x.cfg', 'b/x.cfg'],
      ['file:///b/y.cfg', 'y.cfg'],
    ],
    // Names as people write them.
    [
      ['file:///w/caf%C3%A9%20one/x.cfg', 'café one'],
      ['file:///w/100%/x.cfg', '100%'],
    ],
    [
      ['file:///c%3A/x.cfg', 'c:'],
      ['file:///d%3A/x.cfg', 'd:'],
    ],
    // Not files.
    [
      ['untitled:Untitled-1', 'Untitled-1'],
      ['untitled:Untitled-2', 'Untitled-2'],
    ],
    [
      ['file:///w/x.cfg', 'file:///w/x.cfg'],
      ['vscode-vfs://github/w/x.cfg', 'vscode-vfs://github/w/x.cfg'],
    ],
    [
      ['git:/w/x.cfg?a/b', 'git:/w/x.cfg?a/b'],
      ['git:/w/x.cfg?c/b', 'git:/w/x.cfg?c/b'],
    ],
  ];
  for (const rows of TABLE) {
    const origins = rows.map(([origin]) => origin);
    it(origins.join(' ') || 'none', () => {
      assert.deepEqual(
        labelsOf(origins),
        rows.map(([, label]) => label),
      );
    });
  }

  it('says nothing where each id is of one config', () => {
    const labels = originLabels([
      { id: '1', job: 'a', origin: 'file:///one/x.cfg' },
      { id: '2', job: 'b', origin: 'file:///two/x.cfg' },
    ]);
    assert.equal(labels.size, 0);
  });

  it('differ where the configs do, whatever their paths', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'x.cfg'), { minLength: 1, maxLength: 5 });
    const uris = fc.uniqueArray(
      path.map((segments) => `file:///${segments.join('/')}`),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(uris, (origins) => {
        assert.equal(new Set(labelsOf(origins)).size, origins.length);
      }),
    );
  });
});

describe('the path of a config', () => {
  for (const [uri, path] of [
    ['file:///w/caf%C3%A9/x.cfg', '/w/café/x.cfg'],
    ['file:///c%3A/w/x.cfg', 'c:/w/x.cfg'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-vfs://github/w/x.cfg', 'vscode-vfs://github/w/x.cfg'],
  ] as const) {
    it(uri, () => assert.equal(originPath(uri), path));
  }
});
