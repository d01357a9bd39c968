import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { BuildbucketTask } from '../../../src/schema/generated/messages.ts';
import { validateBuildbucketTask } from '../../../src/task/buildbucket/validation.ts';
import { realmId } from '../../../src/task/ids.ts';
import { assertErrors, errorsIn, TASK_DEPTH } from '../../marked-text.ts';

/** Copied from the project's shared vectors. */
const SERVERS: readonly { readonly server: string; readonly valid: boolean }[] = JSON.parse(
  readFileSync(new URL('../../vectors/buildbucket-server.json', import.meta.url), 'utf8'),
);

function job(task: string, realm = 'ci'): string {
  return `job { id: "a" realm: "${realm}" ${task} }`;
}

/** A task with nothing wrong but, perhaps, the given fields. */
function withServer(fields: string, realm?: string): string {
  return job(`buildbucket { server: "h" builder: "b" ${fields} }`, realm);
}

function codesOf(task: Partial<BuildbucketTask>): string[] {
  const codes: string[] = [];
  validateBuildbucketTask(
    { enter: () => {}, exit: () => {}, error: (code) => codes.push(code) },
    { server: 'h', bucket: '', builder: 'b', properties: [], tags: [], ...task },
    realmId('proj', 'ci'),
  );
  return codes;
}

describe('buildbucket validation (validation.md 3.6.4)', () => {
  const SERVER_CODES = ['bb-server-missing', 'bb-server-is-url', 'bb-server-invalid'];
  for (const { server, valid } of SERVERS) {
    it(`${JSON.stringify(server)} is ${valid ? 'a' : 'no'} server`, () => {
      const codes = codesOf({ server });
      assert.equal(codes.length, valid ? 0 : 1);
      if (codes[0]) assert.ok(SERVER_CODES.includes(codes[0]));
    });
  }

  const table: [marked: string, ...findings: string[]][] = [
    [withServer('')],

    // The server.
    [job('[[buildbucket]] { builder: "b" }'), 'bb-server-missing'],
    [job('buildbucket { server: [[""]] builder: "b" }'), 'bb-server-missing'],
    [job('buildbucket { server: "[[https://]]h" builder: "b" }'), 'bb-server-is-url'],
    [job('buildbucket { server: "[[http://]]" builder: "b" }'), 'bb-server-is-url'],
    [job('buildbucket { server: "[[ftp://]]h/x" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "[[HTTPS://]]h" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "h[[/x/y]]?z" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "h[[/]]" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "[[/]]#/" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "h?/#/" builder: "b" }')],
    [job('buildbucket { server: "h[[ ]]h" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "h[[\\n]]" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "h" "h[[%41]]" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "ü[[:x]]" builder: "b" }'), 'bb-server-invalid'],
    [job('buildbucket { server: "u[[ ]]v@h" builder: "b" }'), 'bb-server-invalid'],

    // The bucket.
    [withServer('bucket: "ci"', '@legacy')],
    [withServer('bucket: ":"', '@root')],
    [withServer('bucket: "other:ci"')],
    [withServer('bucket: "luci.x:y"')],
    [withServer('bucket: "luci"')],
    [withServer('bucket: "Luci.x"')],
    [withServer('', '@project')],
    [job('[[buildbucket]] { server: "h" builder: "b" }', ''), 'bb-bucket-required'],
    [job('[[buildbucket]] { server: "h" builder: "b" }', '@root'), 'bb-bucket-required'],
    [withServer('bucket: [[""]]', '@legacy'), 'bb-bucket-required'],
    [withServer('bucket: [["luci.ci"]]'), 'bb-bucket-legacy-malformed'],
    [withServer('bucket: [["luci."]]'), 'bb-bucket-legacy-malformed'],
    [withServer('bucket: [["luci.proj.ci"]]'), 'bb-bucket-legacy'],
    [withServer('bucket: [["luci.."]]'), 'bb-bucket-legacy'],

    // The builder: once by itself, and once more if there is a bucket for it.
    [job('[[buildbucket]] { server: "h" }'), 'bb-builder-missing', 'bb-builder-missing'],
    [job('[[buildbucket]] { server: "h" }', ''), 'bb-bucket-required', 'bb-builder-missing'],
    [
      job('buildbucket { server: "h" bucket: [["luci.x"]] builder: [[""]] }'),
      'bb-bucket-legacy-malformed',
      'bb-builder-missing',
    ],
    [
      job('buildbucket { server: "h" bucket: [["luci.x.y"]] builder: [[""]] }'),
      'bb-bucket-legacy',
      'bb-builder-missing',
    ],

    // Properties and tags.
    [withServer('properties: ":" properties: "a:b:c" tags: ":" tags: "a:" tags: "a:"')],
    [
      withServer('properties: "a:b" properties: [["c"]] properties: "d"'),
      'bb-property-not-pair @ properties',
    ],
    [withServer('properties: ["a:b", [[""]]]'), 'bb-property-not-pair @ properties'],
    [withServer('properties: "user_agent:x" tags: "[[user_agent]]:x"'), 'bb-tag-reserved'],
    [
      withServer('tags: "[[user_agent]]:" tags: "user_agent2:" tags: "[[scheduler_job_id]]:a:b"'),
      'bb-tag-reserved',
      'bb-tag-reserved',
    ],
    [withServer('tags: "[[scheduler_invocation_id]]:1"'), 'bb-tag-reserved'],
    [withServer('tags: "User_agent:1" tags: " user_agent:1"')],
    // A tag that is no pair hides the reserved ones.
    [withServer('tags: "user_agent:x" tags: [["y"]] tags: "z"'), 'bb-tag-not-pair @ tags'],
    [withServer('tags: [["user_agent"]]'), 'bb-tag-not-pair @ tags'],

    // Nothing hides anything in another field.
    [
      job(
        'buildbucket { server: "[[https://]]h" builder: [[""]] tags: [["t"]] properties: [["p"]] }',
      ),
      'bb-server-is-url',
      'bb-builder-missing',
      'bb-builder-missing',
      'bb-property-not-pair @ properties',
      'bb-tag-not-pair @ tags',
    ],
  ];
  for (const [marked, ...expected] of table) {
    it(`${marked}: ${expected.join(', ') || 'fine'}`, () =>
      assertErrors(marked, expected, TASK_DEPTH));
  }

  it('says what to write instead', () => {
    const said = (fields: string, realm?: string) => messagesIn(withServer(fields, realm)).join();
    assert.match(said('bucket: "luci.proj.ci.x"'), /Write "ci\.x"\.$/);
    assert.match(said('bucket: "luci.other.ci.x"'), /Write "other:ci\.x"\.$/);
    assert.match(said('', '@root'), /Set `bucket`.*`@root` do not count/);
    assert.match(said('tags: "user_agent:x"'), /"user_agent"/);
    const server = (name: string) =>
      messagesIn(job(`buildbucket { server: "${name}" builder: "b" }`)).join();
    assert.match(server('https://h'), /without "https:\/\/"/);
    assert.match(server('h/x'), /it has a path/);
  });
});

/** What the service would say. */
function messagesIn(text: string): string[] {
  return errorsIn(text).map(({ message }) => message);
}
