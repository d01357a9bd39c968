import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packageExtension, vsixPath } from '../../scripts/package.ts';
import { OUT } from '../../scripts/paths.ts';
import { addressFields } from '../../scripts/repository-address.ts';
import { zipEntries } from './zip-entries.ts';

const PAGES = ['readme.md', 'changelog.md'];

/** What VS Code and the marketplaces take for a link or a picture, and whether it is a picture. */
const TARGET = /(!?)\[[^\]]*\]\(([^)\s]+)\)|<(?:img|a)\b[^>]*?\b(src|href)="([^"]*)"/g;

interface Target {
  readonly url: string;
  readonly isPicture: boolean;
}

function targetsIn(markdown: string): readonly Target[] {
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(TARGET)].map(([, mark, link, attribute, value]) => ({
    url: link ?? value ?? '',
    isPicture: mark === '!' || attribute === 'src',
  }));
}

/** Anchors of a page's headings, as VS Code and GitHub make them. */
function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replace(/\s/g, '-')}`,
  );
}

describe('the pages of the extension', () => {
  describe('without an address', () => {
    const read = () => zipEntries(fs.readFileSync(vsixPath()));

    for (const page of PAGES) {
      it(`${page} has no link or picture that VS Code could not follow`, () => {
        const markdown = String(read().get(`extension/${page}`));
        assert.ok(markdown.startsWith('# '));
        const anchors = anchorsIn(markdown);
        const lost = targetsIn(markdown).filter(
          ({ url }) => !url.startsWith('https://') && !anchors.includes(url),
        );
        assert.deepEqual(lost, []);
      });
    }

    it('the README has each picture in text', () => {
      const markdown = String(read().get('extension/readme.md'));
      const source = fs.readFileSync('README.md', 'utf8');
      const pictures = targetsIn(source).filter(({ isPicture }) => isPicture);
      assert.ok(pictures.length > 0);
      for (const { url } of pictures) {
        const text = fs.readFileSync(url.replace(/\.png$/, '.md'), 'utf8').trim();
        assert.ok(markdown.includes(text), url);
      }
    });

    it('the manifest names no address', () => {
      const manifest = JSON.parse(String(read().get('extension/package.json')));
      for (const field of ['repository', 'bugs', 'homepage'])
        assert.equal(field in manifest, false);
    });
  });

  describe('with an address', () => {
    const address = addressFields('https://github.com/owner/name');
    let entries: ReadonlyMap<string, Buffer>;

    before(async () => {
      const file = path.join(OUT, 'test-package', 'with-address.vsix');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      await packageExtension(file, address);
      entries = zipEntries(fs.readFileSync(file));
    });

    for (const page of PAGES) {
      it(`${page} has absolute links and pictures of files that there are`, () => {
        const markdown = String(entries.get(`extension/${page}`));
        const anchors = anchorsIn(markdown);
        for (const { url, isPicture } of targetsIn(markdown)) {
          if (url.startsWith('#')) {
            assert.ok(anchors.includes(url), url);
            continue;
          }
          assert.match(url, /^https:/);
          const ours = /^https:\/\/github\.com\/owner\/name\/(blob|raw)\/HEAD\/(.+)$/.exec(url);
          if (!ours) continue;
          const [, kind, file = ''] = ours;
          assert.equal(kind, isPicture ? 'raw' : 'blob');
          assert.ok(fs.existsSync(file), url);
        }
      });
    }

    it('the README has its pictures', () => {
      const pictures = targetsIn(String(entries.get('extension/readme.md'))).filter(
        ({ isPicture }) => isPicture,
      );
      assert.ok(pictures.length >= 4);
    });

    it('the manifest names it', () => {
      const manifest = JSON.parse(String(entries.get('extension/package.json')));
      const { repository, bugs, homepage } = manifest;
      assert.deepEqual({ repository, bugs, homepage }, address);
    });
  });
});
