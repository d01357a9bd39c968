import assert from 'node:assert/strict';
import {
  commitOfTrigger,
  popCommitFromTags,
} from '../../../src/task/buildbucket/gitiles-commit.ts';
import type { Struct } from '../../../src/task/request.ts';
import { errorKind } from '../../../src/task/task-error.ts';

const HOST = 'chromium.googlesource.com';

function popped(tags: readonly string[], properties: Struct = {}) {
  const log: string[] = [];
  return { ...popCommitFromTags(tags, properties, (line) => log.push(line)), log };
}

/** As one line. */
function shown({ commit }: ReturnType<typeof popped>): string | undefined {
  return commit && `${commit.host} ${commit.project} ${commit.id} ${commit.ref}`;
}

describe('the commit in tags', () => {
  const table: readonly (readonly [tags: string, commit: string | undefined, left: string])[] = [
    ['a:1 b', undefined, 'a:1 b'],
    ['buildset:commit/gitiles/h/p/+/0a', 'h p 0a ', ''],
    [
      'x:y buildset:commit/gitiles/h/p/q/+/0a gitiles_ref:main z:',
      'h p/q 0a refs/heads/main',
      'x:y z:',
    ],
    ['gitiles_ref:refs/tags/v1 buildset:commit/gitiles/h/p/+/0a', 'h p 0a refs/tags/v1', ''],
    // The last ref, and the first buildset that names a commit.
    ['gitiles_ref:a gitiles_ref:b buildset:commit/gitiles/h/p/+/0a', 'h p 0a refs/heads/b', ''],
    ['gitiles_ref:a gitiles_ref: buildset:commit/gitiles/h/p/+/0a', 'h p 0a ', ''],
    [
      'buildset:patch/1 buildset:commit/gitiles/h/p/+/01 buildset:commit/gitiles/h/p/+/02',
      'h p 01 ',
      '',
    ],
    ['gitiles_ref:main', undefined, ''],
    // The shortest repository: what is behind the first /+/ that ends in hex.
    ['buildset:commit/gitiles/h/a/+/b/+/01', 'h a/+/b 01 ', ''],
    ['buildset:commit/gitiles/h/p/+/0A', undefined, ''],
    ['buildset:commit/gitiles/h/p/+/', undefined, ''],
    ['buildset:commit/gitiles//p/+/0a', undefined, ''],
    ['buildset:commit/gitiles/h//+/0a', undefined, ''],
    ['buildset:xcommit/gitiles/h/p/+/0a', undefined, ''],
    ['buildset', undefined, ''],
    ['Buildset:commit/gitiles/h/p/+/0a', undefined, 'Buildset:commit/gitiles/h/p/+/0a'],
  ];
  for (const [tags, commit, left] of table) {
    it(`${tags}: ${commit}`, () => {
      const result = popped(tags.split(' '));
      assert.equal(shown(result), commit);
      assert.equal(result.tags.join(' '), left);
    });
  }

  it('is found between line breaks as Go finds it', () => {
    assert.equal(shown(popped(['buildset:commit/gitiles/h/p\u2028q/+/0a'])), 'h p\u2028q 0a ');
    assert.equal(shown(popped(['buildset:commit/gitiles/h/p\nq/+/0a'])), undefined);
    assert.equal(shown(popped(['buildset:commit/gitiles/h/p/+/0a\n'])), undefined);
  });

  it('takes its properties out, whatever they are and whether there is one or not', () => {
    const properties = { repository: 1, branch: null, revision: 'r', other: 'x', Branch: 'y' };
    assert.deepEqual(popped([], properties).properties, { other: 'x', Branch: 'y' });
    const tags = ['buildset:commit/gitiles/h/p/+/0a'];
    assert.deepEqual(popped(tags, properties).properties, { other: 'x', Branch: 'y' });
  });

  it('says which properties it drops, and which disagree', () => {
    assert.deepEqual(popped([], { branch: 'main', revision: '', repository: 5 }).log, [
      'Left out: the property branch "main", for no tag names a commit',
    ]);
    const tags = [`buildset:commit/gitiles/${HOST}/v8/v8/+/0a`, 'gitiles_ref:main'];
    const agrees = { repository: `https://${HOST}/v8/v8.git`, branch: 'main', revision: '0a' };
    assert.equal(popped(tags, agrees).log.length, 1);
    const differs = { repository: 'https://x', branch: 'other', revision: '0b' };
    assert.deepEqual(popped(tags, differs).log.slice(1), [
      'The property repository "https://x" does not agree with the tags, which count',
      'The property branch "other" does not agree with the tags, which count',
      'The property revision "0b" does not agree with the tags, which count',
    ]);
  });
});

describe('the commit of a trigger', () => {
  const trigger = { id: 't', created: 0, orderInBatch: 0 };
  const gitiles = (repo: string) => ({
    ...trigger,
    payload: { kind: 'gitiles', repo, ref: 'refs/heads/main', revision: '0a' } as const,
  });

  it('is none without a gitiles payload', () => {
    assert.equal(commitOfTrigger(undefined), undefined);
    assert.equal(commitOfTrigger(trigger), undefined);
    assert.equal(commitOfTrigger({ ...trigger, payload: { kind: 'webui' } }), undefined);
  });

  it('has the repository in its normal form', () => {
    assert.deepEqual(commitOfTrigger(gitiles(`https://${HOST}/a/v8/v8.git`)), {
      host: HOST,
      project: 'v8/v8',
      id: '0a',
      ref: 'refs/heads/main',
    });
  });

  it('is refused for good if the repository is not on Gitiles', () => {
    assert.throws(
      () => commitOfTrigger(gitiles('https://example.com/x')),
      (error) => errorKind(error) === 'fatal' && /example\.com/.test(String(error)),
    );
  });
});
