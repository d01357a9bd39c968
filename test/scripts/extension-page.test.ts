import assert from 'node:assert/strict';
import { selfContainedPage } from '../../scripts/extension-page.ts';

const TABLE: [what: string, markdown: string, page: string][] = [
  ['text', 'Some _text_.\n', 'Some _text_.\n'],
  ['an absolute link', '[a](https://h/p)', '[a](https://h/p)'],
  ['a link within the page', '[a](#settings)', '[a](#settings)'],
  ['a relative link', 'See [docs](docs/a.md), [more](./b.md#c).', 'See docs, more.'],
  ['a link whose text is code', '[`a`](a.md)', '`a`'],
  [
    'what only looks like a link',
    'luci-jobs [--lint-off CODE] (twice)',
    'luci-jobs [--lint-off CODE] (twice)',
  ],
  [
    'a link in code',
    'Write `[a](b.md)`:\n\n```\n[a](b.md)\n```\n',
    'Write `[a](b.md)`:\n\n```\n[a](b.md)\n```\n',
  ],
  ['a link after code', '```\n[a](b)\n```\n\n[c](d)', '```\n[a](b)\n```\n\nc'],
  ['an absolute picture', '![a](https://h/p.png)', '![a](https://h/p.png)'],
  ['a picture that has a text', '![a](known.png)', '```text\nIn text.\n```'],
  ['a picture that has none', '![A job runs](other.png)', '_A job runs_'],
];

describe('the page of an extension without an address', () => {
  const textPicture = (picture: string) =>
    picture === 'known.png' ? '```text\nIn text.\n```\n' : undefined;
  for (const [what, markdown, page] of TABLE) {
    it(`has ${what}`, () => assert.equal(selfContainedPage(markdown, textPicture), page));
  }
});
