import assert from 'node:assert/strict';
import { UsageError } from '../../cli/command.ts';
import { parseCommit, parseTrigger } from '../../cli/run-triggers.ts';
import type { EmittedTrigger } from '../../src/task/request.ts';

const REPO = 'https://chromium.googlesource.com/chromium/src';
const REVISION = '0123456789abcdef0123456789abcdef01234567';

const TRIGGERS: readonly [json: string, trigger: EmittedTrigger | string][] = [
  ['{"noop": {}}', { id: 'x', payload: { kind: 'noop', data: '' } }],
  ['{"noop": {"data": "d"}, "id": "a"}', { id: 'a', payload: { kind: 'noop', data: 'd' } }],
  ['{"webui": {}, "id": ""}', { id: 'x', payload: { kind: 'webui' } }],
  ['{"cron": {}}', { id: 'x', payload: { kind: 'cron', generation: 0n } }],
  ['{"cron": {"generation": 7}}', { id: 'x', payload: { kind: 'cron', generation: 7n } }],
  [
    '{"cron": {"generation": "9007199254740993"}}',
    { id: 'x', payload: { kind: 'cron', generation: 9007199254740993n } },
  ],
  [
    '{"title": "t", "url": "u", "buildbucket": {"tags": ["a:b"], "properties": {"p": [1, null]}}}',
    {
      id: 'x',
      title: 't',
      url: 'u',
      payload: { kind: 'buildbucket', properties: { p: [1, null] }, tags: ['a:b'] },
    },
  ],
  [
    `{"gitiles": {"repo": "${REPO}", "ref": "refs/heads/main", "revision": "${REVISION}", "tags": null}}`,
    {
      id: 'x',
      payload: { kind: 'gitiles', repo: REPO, ref: 'refs/heads/main', revision: REVISION },
    },
  ],
  ['', '--trigger: Unexpected end of JSON input'],
  ['[]', '--trigger: it is not a JSON object'],
  ['null', '--trigger: it is not a JSON object'],
  ['{}', '--trigger: give it one of `cron`, `webui`, `noop`, `gitiles` or `buildbucket`'],
  [
    '{"cron": {}, "noop": {}}',
    '--trigger: give it one of `cron`, `webui`, `noop`, `gitiles` or `buildbucket`',
  ],
  ['{"noop": 1}', '--trigger: "noop" must be an object'],
  ['{"noop": null}', '--trigger: "noop" must be an object'],
  ['{"noop": {}, "id": 1}', '--trigger: "id" must be a string'],
  ['{"noop": {}, "xyz": 1}', '--trigger: there is no field "xyz"'],
  ['{"noop": {"xyz": 1}}', '--trigger: noop: there is no field "xyz"'],
  ['{"noop": {"data": 1}}', '--trigger: noop: "data" must be a string'],
  ['{"cron": {"generation": 1.5}}', '--trigger: cron: "generation" must be a whole number'],
  ['{"cron": {"generation": "x"}}', '--trigger: cron: "generation" must be a whole number'],
  ['{"gitiles": {"repo": "r"}}', '--trigger: gitiles: "ref" must be given'],
  [
    '{"buildbucket": {"tags": ["a"]}}',
    '--trigger: buildbucket: "tags" must be a list of "key:value"',
  ],
  ['{"buildbucket": {"properties": []}}', '--trigger: buildbucket: "properties" must be an object'],
];

const COMMITS: readonly [text: string, commit: string][] = [
  [`${REPO}@main:${REVISION}`, `${REPO} refs/heads/main ${REVISION}`],
  [`${REPO}@refs/tags/v1:${REVISION}`, `${REPO} refs/tags/v1 ${REVISION}`],
  [`${REPO}@refs/heads/a@b`, `${REPO} refs/heads/a@b undefined`],
  [`${REPO}@main`, `${REPO} refs/heads/main undefined`],
  [REPO, `--commit '${REPO}' is not of the form REPO@REF[:REV]`],
  ['', "--commit '' is not of the form REPO@REF[:REV]"],
  [`${REPO}@`, `--commit '${REPO}@' is not of the form REPO@REF[:REV]`],
  [`${REPO}@main:`, "--commit: '' is not the id of a commit: 40 hex digits"],
  [`${REPO}@main:HEAD`, "--commit: 'HEAD' is not the id of a commit: 40 hex digits"],
  [
    'https://example.com/a@main',
    '--commit: "https://example.com/a" is not a repository on Gitiles: its host does not end with .googlesource.com',
  ],
];

/** The value, or what the user is told. */
function outcome<T>(parse: () => T): T | string {
  try {
    return parse();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
}

describe('triggers of the command line', () => {
  for (const [json, trigger] of TRIGGERS) {
    it(`--trigger '${json}'`, () => {
      assert.deepEqual(
        outcome(() => parseTrigger(json, 'x')),
        trigger,
      );
    });
  }

  for (const [text, commit] of COMMITS) {
    it(`--commit ${text}`, () => {
      const said = outcome(() => {
        const { repo, ref, revision } = parseCommit(text);
        return `${repo} ${ref} ${revision}`;
      });
      assert.equal(said, commit);
    });
  }
});
