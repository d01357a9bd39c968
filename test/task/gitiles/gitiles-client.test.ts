// What the client of a Gitiles server asks, and what it does not (managers.md 4.3).

import assert from 'node:assert/strict';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { GitilesClient } from '../../../src/task/gitiles/gitiles-client.ts';
import { GitilesError } from '../../../src/task/gitiles/gitiles-error.ts';

const HOST = 'x.googlesource.com';

/** The refs below a prefix, and the URLs that were asked. */
async function refsBelow(prefix: string, body: string) {
  const urls: string[] = [];
  const request = async ({ url }: { readonly url: string }) => {
    urls.push(url);
    return httpAnswer(200, [], new TextEncoder().encode(body));
  };
  const client = new GitilesClient({ request }, HOST, 'repo');
  const refs = await client.refs(prefix, new AbortController().signal);
  return { urls, refs: Object.fromEntries(refs) };
}

describe('the client of a Gitiles server', () => {
  const rows: readonly (readonly [prefix: string, path: string, name: string, ref: string])[] = [
    ['refs/heads', '+refs%2Fheads', 'main', 'refs/heads/main'],
    // `refs/heads//main` and `refs//main` in a config have such prefixes.
    ['refs/heads/', '+refs%2Fheads', 'main', 'refs/heads/main'],
    ['refs/', '+refs', 'refs/heads/main', 'refs/heads/main'],
    ['refs', '+refs', 'refs/heads/main', 'refs/heads/main'],
  ];
  for (const [prefix, path, name, ref] of rows) {
    it(`asks for the refs below ${prefix} by ${path}`, async () => {
      const { urls, refs } = await refsBelow(prefix, `{"${name}":{"value":"aa"}}`);
      assert.deepEqual(urls, [`https://${HOST}/a/repo/${path}?format=JSON`]);
      assert.deepEqual(refs, { [ref]: 'aa' });
    });
  }

  it('asks nothing of a repository without a name', async () => {
    const request = () => assert.fail('it asks');
    const client = new GitilesClient({ request }, HOST, '');
    const { signal } = new AbortController();
    const isInvalid = (error: unknown) =>
      error instanceof GitilesError && error.code === 'InvalidArgument';
    await assert.rejects(client.refs('refs/heads', signal), isInvalid);
    const query = { commit: 'aa', limit: 1, treeDiff: false };
    await assert.rejects(client.log(query, signal), isInvalid);
  });

  for (const commit of ['', '/aa', 'aa..bb', 'aa...bb', '..']) {
    it(`asks nothing about ${JSON.stringify(commit)}, which is no commit`, async () => {
      const request = () => assert.fail('it asks');
      const client = new GitilesClient({ request }, HOST, 'repo');
      const query = { commit, since: 'aa', limit: 1, treeDiff: false };
      await assert.rejects(
        client.log(query, new AbortController().signal),
        (error: unknown) => error instanceof GitilesError && error.code === 'InvalidArgument',
      );
    });
  }
});
