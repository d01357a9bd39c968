// Answers of Gitiles, right and wrong ones (managers.md 4.3).

import assert from 'node:assert/strict';
import { GitilesError } from '../../../src/task/gitiles/gitiles-error.ts';
import { readLog, readRefs } from '../../../src/task/gitiles/gitiles-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const isInternal = (error: unknown) => error instanceof GitilesError && error.code === 'Internal';

describe('refs of Gitiles', () => {
  const rows: readonly (readonly [body: string, prefix: string, refs: Record<string, string>])[] = [
    [`)]}'\n{"main":{"value":"aa"}}`, 'refs/heads', { 'refs/heads/main': 'aa' }],
    ['{"main":{"value":"aa"}}', 'refs/heads', { 'refs/heads/main': 'aa' }],
    ['{"refs/heads/main":{"value":"aa"}}', 'refs', { 'refs/heads/main': 'aa' }],
    // What HEAD points to, not the commit.
    ['{"HEAD":{"value":"aa","target":"refs/heads/x"}}', 'refs', { HEAD: 'refs/heads/x' }],
    ['{"x":{"target":"refs/heads/y"},"z":{"value":""},"n":{"value":null}}', 'refs/heads', {}],
    ['{"v1":{"value":"aa","peeled":"bb"}}', 'refs/tags', { 'refs/tags/v1': 'aa' }],
    ['{"v1":{"VALUE":"aa"}}', 'refs/tags', { 'refs/tags/v1': 'aa' }],
    [
      '{"ünï":{"value":"aa"},"__proto__":{"value":"bb"}}',
      'refs/heads',
      { 'refs/heads/ünï': 'aa', 'refs/heads/__proto__': 'bb' },
    ],
    // Of refs of one name the last one counts, of which nothing is said twice.
    [
      '{"a":{"value":"aa"},"b":{"value":"bb"},"a":{"target":"x"},"b":{"value":"cc"}}',
      'refs/heads',
      { 'refs/heads/b': 'cc' },
    ],
    ['{"a":{"value":"aa","value":"bb","Value":null}}', 'refs/heads', { 'refs/heads/a': 'bb' }],
    ['{"a":{"va\\u006cue":"\\ud800"}}', 'refs/heads', { 'refs/heads/a': '\ufffd' }],
    [`)]}'{"a":{"value":"aa"}}`, 'refs/heads', { 'refs/heads/a': 'aa' }],
    ['null', 'refs/heads', {}],
    ['{"n":null}', 'refs/heads', {}],
  ];
  for (const [body, prefix, expected] of rows) {
    it(`${body} below ${prefix}`, () => {
      assert.deepEqual(Object.fromEntries(readRefs(bytes(body), prefix)), expected);
    });
  }

  for (const body of [
    '',
    '[]',
    '"x"',
    '5',
    '{oops',
    '{} x',
    '\ufeff{}',
    '{"a":5}',
    '{"a":[]}',
    '{"a":{"value":5}}',
    '{"a":{"value":5},"a":{"value":"aa"}}',
    `\n)]}'{}`,
    `\ufeff)]}'{}`,
    '<html>',
    `)]}'`,
    `)]}'\n)]}'\n{}`,
  ]) {
    it(`are not ${body || 'nothing'}`, () => {
      assert.throws(() => readRefs(bytes(body), 'refs/heads'), isInternal);
    });
  }

  it('may have names that are not UTF-8', () => {
    const body = Uint8Array.of(...bytes('{"a'), 0xff, ...bytes('":{"value":"aa"}}'));
    assert.deepEqual([...readRefs(body, 'refs/heads').keys()], ['refs/heads/a\ufffd']);
  });

  it('have as many marks in their names as there are bytes that are not UTF-8', () => {
    const body = Uint8Array.of(...bytes('{"a'), 0xe2, 0x82, ...bytes('":{"value":"aa"}}'));
    assert.deepEqual([...readRefs(body, 'refs/heads').keys()], ['refs/heads/a\ufffd\ufffd']);
  });
});

describe('the log of Gitiles', () => {
  it('is read as far as it counts', () => {
    const time = 'Sat Sep 12 19:40:17 2015 +0200';
    const entry = { type: 'RENAME', old_path: 'a', new_path: 'b', old_mode: 33188, extra: [] };
    const body = {
      log: [
        {
          commit: 'aa',
          committer: { time },
          tree_diff: [entry, { type: 'add', old_path: '/dev/null', new_path: 'c' }],
        },
        { commit: 'bb', committer: { name: 'x' } },
        {},
      ],
      next: 'cc',
    };
    assert.deepEqual(readLog(bytes(JSON.stringify(body))), {
      commits: [
        {
          id: 'aa',
          committed: Date.UTC(2015, 8, 12, 17, 40, 17),
          treeDiff: [
            { oldPath: 'a', newPath: 'b' },
            { oldPath: '/dev/null', newPath: 'c' },
          ],
        },
        { id: 'bb', committed: undefined, treeDiff: [] },
        { id: '', committed: undefined, treeDiff: [] },
      ],
      next: 'cc',
    });
  });

  for (const body of ['{}', '{"log":null}', '{"log":[],"next":null}', 'null']) {
    it(`may be ${body}`, () => {
      assert.deepEqual(readLog(bytes(body)), { commits: [], next: '' });
    });
  }

  const commit = (fields: string) => `{"log":[{${fields}}]}`;
  const one = { id: '', committed: undefined, treeDiff: [] };
  const noPaths = { oldPath: '', newPath: '' };
  const odd: readonly (readonly [fields: string, commit: object])[] = [
    ['"commit":null,"author":null,"committer":{"name":null}', one],
    // A change that says nothing of its type, and one that is not there.
    ['"tree_diff":[{}]', { ...one, treeDiff: [noPaths] }],
    ['"tree_diff":[null]', { ...one, treeDiff: [noPaths] }],
    ['"tree_diff":[{"new_path":"a"}]', { ...one, treeDiff: [{ oldPath: '', newPath: 'a' }] }],
    // Of several members of one name each is put over those before it, as far as it goes.
    ['"commit":"aa","Commit":"bb","COMMIT":null', { ...one, id: 'bb' }],
    [
      '"committer":{"time":"Thu Jan  1 00:00:01 1970"},"committer":{"name":"x"}',
      { ...one, committed: 1000 },
    ],
    [
      '"tree_diff":[{"old_path":"a"},{}],"Tree_Diff":[{"new_path":"b"}]',
      { ...one, treeDiff: [{ oldPath: 'a', newPath: 'b' }] },
    ],
    ['"tree_diff":[{"old_path":"a"}],"tree_diff":[null]', { ...one, treeDiff: [noPaths] }],
    ['"tree_diff":[{"old_path":"a"}],"tree_diff":null', one],
    [
      '"author":{"time":"Mon Jan  1 00:00:00 0000"},"author":{"time":"Thu Jan  1 00:00:01 1970"}',
      one,
    ],
    ['"tree_diff":[{"old_mode":4294967295,"new_mode":null}]', { ...one, treeDiff: [noPaths] }],
    // The time that Go takes for none.
    ['"committer":{"time":"Mon Jan  1 00:00:00 0001"}', one],
    ['"committer":{"time":"Mon Jan  1 01:00:00 0001 +0100"}', one],
    [
      '"committer":{"time":"Mon Jan  1 00:00:01 0001"}',
      { ...one, committed: Date.parse('0001-01-01T00:00:01Z') },
    ],
    [
      '"committer":{"time":"Fri Dec 31 23:59:59 9999"}',
      { ...one, committed: Date.parse('9999-12-31T23:59:59Z') },
    ],
  ];
  for (const [fields, expected] of odd) {
    it(`may have a commit of ${fields}`, () => {
      assert.deepEqual(readLog(bytes(commit(fields))).commits, [expected]);
    });
  }

  const wrong = [
    '[]',
    '{"log":{}}',
    '{"log":[5]}',
    '{"next":5}',
    commit('"commit":5'),
    commit('"parents":"x"'),
    commit('"parents":[5]'),
    commit('"author":"x"'),
    commit('"author":{"time":"garbage"}'),
    commit('"committer":{"time":""}'),
    commit('"committer":{"time":5}'),
    commit('"committer":{"time":null}'),
    commit('"author":{"time":"Mon Jan  1 00:00:00 0000"}'),
    commit('"committer":{"time":"Fri Dec 31 23:59:59 9999 -0001"}'),
    commit('"committer":{"time":"Fri Dec 31 23:59:00 9999 -0001"}'),
    commit('"message":[]'),
    commit('"tree_diff":[{"type":null}]'),
    commit('"tree_diff":[{"type":""}]'),
    commit('"tree_diff":[{"type":"chmod"}]'),
    commit('"tree_diff":[{"type":"add","old_mode":"x"}]'),
    commit('"tree_diff":[{"type":"add","old_mode":-1}]'),
    commit('"tree_diff":[{"type":"add","new_mode":4294967296}]'),
    commit('"tree_diff":[{"type":"add","new_mode":33188.0}]'),
    commit('"tree_diff":[{"type":"add","new_mode":1e2}]'),
    commit('"tree_diff":[{"type":"add","new_mode":-0}]'),
    commit('"tree_diff":[{"type":"add","new_path":5}]'),
    commit('"commit":5,"commit":"aa"'),
    commit('"committer":{"time":"garbage"},"committer":{"time":"Thu Jan  1 00:00:01 1970"}'),
    '{"log":[5],"log":[]}',
    '{"log":[],"\u017fog":[],"log":{}}',
    commit('"tree_diff":{}'),
  ];
  for (const body of wrong) {
    it(`is not ${body}`, () => {
      assert.throws(() => readLog(bytes(body)), isInternal);
    });
  }
});
