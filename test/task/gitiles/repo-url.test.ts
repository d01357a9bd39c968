import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRepoUrl } from '../../../src/task/gitiles/repo-url.ts';
import { assertLinearTime } from '../../linear-time.ts';

describe('parseRepoUrl (managers.md 4.1)', () => {
  const good: [url: string, host: string, project: string][] = [
    ['https://x.googlesource.com/y', 'x.googlesource.com', 'y'],
    ['https://x.googlesource.com/y/z', 'x.googlesource.com', 'y/z'],
    ['https://x.googlesource.com/y.git', 'x.googlesource.com', 'y'],
    ['https://x.googlesource.com/y.git.git', 'x.googlesource.com', 'y.git'],
    ['https://x.googlesource.com/y.github/z', 'x.googlesource.com', 'y.github/z'],
    ['https://x.googlesource.com/y.git/', 'x.googlesource.com', 'y'],
    ['https://x.googlesource.com/y/.git', 'x.googlesource.com', 'y/'],
    ['https://x.googlesource.com//y//z//', 'x.googlesource.com', 'y//z'],
    ['https://x.googlesource.com//', 'x.googlesource.com', ''],
    ['https://x.googlesource.com/a/y', 'x.googlesource.com', 'y'],
    ['https://x.googlesource.com/a/a/y', 'x.googlesource.com', 'a/y'],
    ['https://x.googlesource.com/a', 'x.googlesource.com', 'a'],
    ['https://x.googlesource.com/a/', 'x.googlesource.com', ''],
    ['https://x.googlesource.com/a/.git', 'x.googlesource.com', ''],
    ['https://x.googlesource.com/ab/y', 'x.googlesource.com', 'ab/y'],
    ['https://x.googlesource.com/x%20y/z/', 'x.googlesource.com', 'x y/z'],
    ['https://x.googlesource.com/%61/y', 'x.googlesource.com', 'y'],
    ['https://X.googlesource.com/y', 'X.googlesource.com', 'y'],
    ['HTTPS://x.googlesource.com/y', 'x.googlesource.com', 'y'],
    ['https://u:p@x.googlesource.com/y', 'x.googlesource.com', 'y'],
    ['https://.googlesource.com/y', '.googlesource.com', 'y'],
    ['https://x.y.googlesource.com/z', 'x.y.googlesource.com', 'z'],
    // An empty query and an empty fragment are none.
    ['https://x.googlesource.com/y?', 'x.googlesource.com', 'y'],
    ['https://x.googlesource.com/y#', 'x.googlesource.com', 'y'],
  ];
  for (const [url, host, project] of good) {
    it(`${url}: ${project || 'no project'} at ${host}`, () =>
      assert.deepEqual(parseRepoUrl(url), { ok: true, host, project }));
  }

  const bad: [url: string, reason: string][] = [
    ['', 'it does not begin with https://'],
    ['x.googlesource.com/y', 'it does not begin with https://'],
    ['http://x.googlesource.com/y', 'it does not begin with https://'],
    ['git://x.googlesource.com/y', 'it does not begin with https://'],
    ['https://github.com/y', 'its host does not end with .googlesource.com'],
    ['https://googlesource.com/y', 'its host does not end with .googlesource.com'],
    ['https://x.googlesource.com:443/y', 'its host does not end with .googlesource.com'],
    ['https://x.GoogleSource.com/y', 'its host does not end with .googlesource.com'],
    ['https:x.googlesource.com/y', 'its host does not end with .googlesource.com'],
    ['https://x.googlesource.com/y/+/z', 'there is a + in its path'],
    ['https://x.googlesource.com/y%2Bz', 'there is a + in its path'],
    ['https://x.googlesource.com/y+?z#', 'there is a + in its path'],
    ['https://x.googlesource.com', 'it has no path'],
    ['https://x.googlesource.com/', 'it has no path'],
    ['https://x.googlesource.com?y', 'it has no path'],
    ['https://x.googlesource.com/y?z', 'it has a query'],
    ['https://x.googlesource.com/y?z#f', 'it has a query'],
    ['https://x.googlesource.com/y#f', 'it has a fragment'],
  ];
  for (const [url, reason] of bad) {
    it(`${url}: ${reason}`, () =>
      assert.deepEqual(parseRepoUrl(url), {
        ok: false,
        reason: `${JSON.stringify(url)} is not a repository on Gitiles: ${reason}`,
      }));
  }

  it('says why a text is no URL', () => {
    const parsed = parseRepoUrl('https://%zz.googlesource.com/x');
    assert.match(
      parsed.ok ? '' : parsed.reason,
      / is not a repository on Gitiles: it is not a URL: /,
    );
  });

  it('takes any text', () => {
    const part = fc.constantFrom(
      'https://',
      'x',
      '.googlesource.com',
      '/',
      '/a/',
      '.git',
      '+',
      '%',
      '?',
      '#',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (url) => {
        const parsed = parseRepoUrl(url);
        if (parsed.ok) assert.ok(parsed.host.endsWith('.googlesource.com'));
        else assert.ok(parsed.reason.length < 300);
      }),
    );
  });

  it('takes linear time for many slashes', () => {
    const url = (size: number) =>
      `https://x.googlesource.com/y${'/'.repeat(size)}z${'/'.repeat(size)}`;
    assertLinearTime(400_000, url, parseRepoUrl);
  });
});
