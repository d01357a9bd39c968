import assert from 'node:assert/strict';
import { folds } from '../../src/language/folding.ts';
import { openMarked } from '../marked-text.ts';

const TEXT = `# Jobs of
# the project.

job {
  id: "a"
  # one line
  triggering_policy {
    kind: NEWEST_FIRST
  }
  noop {}
}
job { id: "short" noop {} }
# A poller,
#   as they are.
trigger {
  triggers: [
    "a",
    "short"
  ]

  id: "t"
}
job {
  id: "open"
  noop {
`;

describe('folding', () => {
  it('folds comments, entries, blocks and lists, with the id of an entry', () => {
    const { document } = openMarked(TEXT);
    assert.deepEqual(
      folds(document, { showsText: true }).map(({ startLine, endLine, kind, collapsedText }) => [
        startLine,
        endLine,
        kind,
        collapsedText,
      ]),
      [
        [0, 1, 'comment', undefined],
        [3, 9, undefined, '{ id: "a" …'],
        [6, 7, undefined, undefined],
        [12, 13, 'comment', undefined],
        [14, 20, undefined, undefined],
        [15, 17, undefined, undefined],
      ],
    );
  });

  it('leaves the id to be seen where a client shows no text', () => {
    const { document } = openMarked(TEXT);
    assert.deepEqual(
      folds(document, { showsText: false }).map(({ startLine, endLine, collapsedText }) => [
        startLine,
        endLine,
        collapsedText,
      ]),
      [
        [0, 1, undefined],
        [4, 9, undefined],
        [6, 7, undefined],
        [12, 13, undefined],
        [14, 20, undefined],
        [15, 17, undefined],
      ],
    );
  });

  for (const [limit, lines] of [
    [0, []],
    [2, [0, 3]],
    [4, [0, 3, 12, 14]],
    [5, [0, 3, 6, 12, 14]],
    [6, [0, 3, 6, 12, 14, 15]],
    [7, [0, 3, 6, 12, 14, 15]],
  ] as const) {
    it(`leaves those within others out where there may be no more than ${limit}`, () => {
      const { document } = openMarked(TEXT);
      const found = folds(document, { showsText: true, limit });
      assert.deepEqual(
        found.map(({ startLine }) => startLine),
        lines,
      );
    });
  }

  it('finds the same after edits as in the text that they make', () => {
    const { document } = openMarked(TEXT);
    folds(document, { showsText: true });
    const start = { line: 4, character: 0 };
    document.edit({ start, end: start }, '\n  # x\n  # y\n');
    document.edit({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, '');
    assert.deepEqual(
      folds(document, { showsText: true }),
      folds(openMarked(document.text).document, { showsText: true }),
    );
  });
});
