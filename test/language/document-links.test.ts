import assert from 'node:assert/strict';
import { DEFAULT_PROJECT_ID, openConfig } from '../../src/language/config-document.ts';
import { documentLinks } from '../../src/language/document-links.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { openMarked } from '../marked-text.ts';

// Each row: a text with its links in marks; where they go. The project is `proj`.
const TABLE: [marked: string, ...targets: string[]][] = [
  [
    'trigger { gitiles { repo: "[[https://h.googlesource.com/r.git/]]" refs: "[[refs/heads/main]]" refs: ["regexp:refs/x", "[[refs/heads/a b]]"] } }',
    'https://h.googlesource.com/r',
    'https://h.googlesource.com/r/+/refs/heads/main',
    'https://h.googlesource.com/r/+/refs/heads/a%20b',
  ],
  // What would end the path of an address is escaped in a ref.
  [
    'trigger { gitiles { repo: "[[https://h.googlesource.com/r?x#y]]" refs: "[[refs/heads/a#1?b%2F&c]]" } }',
    'https://h.googlesource.com/r',
    'https://h.googlesource.com/r/+/refs/heads/a%231%3Fb%252F&c',
  ],
  ['job { url_fetch { url: "[[http://h/x?y]]" } }', 'http://h/x?y'],
  ['job { url_fetch { url: "file:///etc/passwd" } }\njob { url_fetch { url: "command:x" } }'],
  [
    'job { buildbucket { builder: "[[B 1]]" bucket: "ci" } }\n\njob { realm: "try" buildbucket { builder: \'[[b]]\' } }',
    'https://ci.chromium.org/ui/p/proj/builders/ci/B%201',
    'https://ci.chromium.org/ui/p/proj/builders/try/b',
  ],
  ['job { realm: "x" buildbucket { bucket: "ci" } noop {} }'],
  ['job {\n  url_fetch {\n    url: "[[http://h]]"\n', 'http://h'],
];

describe('document links', () => {
  for (const [marked, ...targets] of TABLE) {
    it(JSON.stringify(marked), () => {
      const { document, ranges } = openMarked(marked);
      const links = documentLinks(document);
      assert.deepEqual(
        links.map((link) => link.range),
        ranges,
      );
      assert.deepEqual(
        links.map((link) => link.target),
        targets,
      );
    });
  }

  it('do not lead to builders of a project that nobody has named', () => {
    const text = 'job { buildbucket { builder: "b" bucket: "ci" } }';
    const document = openConfig(text, { project: DEFAULT_PROJECT_ID }, validationManagers());
    assert.deepEqual(documentLinks(document), []);
  });

  it('move with the text', () => {
    const { document } = openMarked('job { url_fetch { url: "http://h" } }\n');
    documentLinks(document);
    const start = { line: 0, character: 0 };
    document.edit({ start, end: start }, '# c\n');
    assert.equal(documentLinks(document)[0]?.range.start.line, 1);
  });
});
