import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { anchorsOf, specificationTexts, wrongAnchors } from './specification.ts';

describe('docs/spec', () => {
  for (const [name, text] of specificationTexts()) {
    it(`${name} has an anchor for each number, once`, () => {
      const anchors = anchorsOf(text);
      assert.ok(anchors.length > 0);
      assert.deepEqual(anchors, [...new Set(anchors)]);
      assert.deepEqual(wrongAnchors(text), []);
    });
  }

  it('has an index of its documents', () => {
    const index = fs.readFileSync(path.join(ROOT, 'docs/spec/README.md'), 'utf8');
    const listed = [...index.matchAll(/^\| \[(.+?)\]\(\1\) /gm)].map(([, name = '']) => name);
    assert.deepEqual(listed.sort(), [...specificationTexts().keys()].sort());
  });

  it('notices numbers that have no anchor, or another one', () => {
    const wrong = ['## 3.4 Realms', '- R1. Valid', '| J1 | id |', '1. First', '<a id="j1"></a>J2'];
    for (const line of wrong) assert.deepEqual(wrongAnchors(`Text.\n${line}`).length, 1, line);
  });
});

describe('links', () => {
  for (const page of fs.globSync(['docs/**/*.md', '*.md'], { cwd: ROOT })) {
    it(`of ${page} lead somewhere`, () => {
      const text = withoutCode(fs.readFileSync(path.join(ROOT, page), 'utf8'));
      const broken = [...text.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !resolves(link, page));
      assert.deepEqual(broken, []);
    });
  }
});

function resolves(link: string, page: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
  if (!fs.existsSync(target)) return false;
  return anchor === undefined || placesIn(fs.readFileSync(target, 'utf8')).includes(anchor);
}

/** What a page can be linked at: its anchors, and its headings as GitHub names them. */
function placesIn(markdown: string): readonly string[] {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/<[^>]*>/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  return [...anchorsOf(markdown), ...headings];
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}
