import assert from 'node:assert/strict';
import { fetchedRefs } from '../../../host/git/fetched-refs.ts';
import type { GitRemote } from '../../../host/git/git-remotes.ts';

const REPOSITORY = { host: 'chromium.googlesource.com', project: 'chromium/src' };
const URL = 'https://chromium.googlesource.com/chromium/src.git';

const NAMES = [
  'refs/heads/mine',
  'refs/remotes/branch-heads/7',
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/a/b',
  'refs/remotes/origin/main',
  'refs/tags/v1',
];

function remote(name: string, url: string, ...more: readonly string[]): GitRemote {
  return { name, urls: [url], fetches: [`+refs/heads/*:refs/remotes/${name}/*`, ...more] };
}

describe('refs as a clone has fetched them', () => {
  const table: readonly [what: string, remotes: readonly GitRemote[], ...names: string[]][] = [
    ['the remote that is it', [remote('origin', URL)], 'refs/heads/a/b', 'refs/heads/main'],
    [
      'more than its branches',
      [remote('origin', URL, '+refs/branch-heads/*:refs/remotes/branch-heads/*')],
      'refs/heads/a/b',
      'refs/heads/main',
      'refs/branch-heads/7',
    ],
    [
      'the only remote, whatever its URL is',
      [remote('origin', 'sso://chromium/chromium/src')],
      'refs/heads/a/b',
      'refs/heads/main',
    ],
    ['none of several', [remote('origin', 'git@a:b'), remote('other', 'https://c/d')]],
    ['another one', [remote('origin', 'git@a:b'), remote('other', URL)]],
    ['no remote', []],
    [
      'refspecs that are no patterns, or leave refs out',
      [
        {
          name: 'origin',
          urls: [URL],
          fetches: [
            'refs/heads/main:refs/remotes/origin/main',
            '^refs/heads/a/*',
            'refs/heads/*',
            '*:*',
          ],
        },
      ],
    ],
  ];
  for (const [what, remotes, ...names] of table) {
    it(what, () => {
      assert.deepEqual(fetchedRefs(NAMES, remotes, REPOSITORY), names);
    });
  }
});
