import assert from 'node:assert/strict';
import { parseProjectFile, rated, withProjectFile } from '../../src/language/project-file.ts';

const WRONG: readonly (readonly [text: string, reason: string])[] = [
  ['', 'it is no JSON'],
  ['{', 'it is no JSON'],
  ['[]', 'it has to be an object'],
  ['null', 'it has to be an object'],
  ['{"projekt": "x"}', 'there is no setting "projekt"; did you mean "project"?'],
  ['{"project": ""}', '"project" has to be the id of a project, which is not empty and has no "/"'],
  [
    '{"project": "a/b"}',
    '"project" has to be the id of a project, which is not empty and has no "/"',
  ],
  ['{"crowdedMinuteLimit": 0}', '"crowdedMinuteLimit" has to be a whole number from 1'],
  ['{"crowdedMinuteLimit": "9"}', '"crowdedMinuteLimit" has to be a whole number from 1'],
  ['{"lints": []}', '"lints" has to be an object'],
  [
    '{"lints": {"lint-schedule-newer": "off"}}',
    'there is no lint "lint-schedule-newer"; did you mean "lint-schedule-never"?',
  ],
  ['{"lints": {"task-missing": "off"}}', 'there is no lint "task-missing"'],
  [
    '{"lints": {"lint-schedule-never": "fatal"}}',
    '"lint-schedule-never" has to be true, false, "off", "error", "warning", "information" or "hint"',
  ],
];

describe('the project file', () => {
  for (const [text, reason] of WRONG) {
    it(`is not ${text || 'nothing'}`, () => {
      assert.deepEqual(parseProjectFile(text), { ok: false, reason });
    });
  }

  it('goes before other settings, and rates lints alone', () => {
    const parsed = parseProjectFile(
      '\ufeff{"project": "infra", "crowdedMinuteLimit": 3, "lints": {"lint-schedule-never": "error", "lint-schedule-rare": false, "lint-not-utf8": true}}',
    );
    assert.ok(parsed.ok);
    const now = () => 0;
    const lints = { off: ['lint-trigger-circle'], crowdedMinuteLimit: 20, now };
    assert.deepEqual(withProjectFile({ project: 'x', lints }, parsed.file), {
      project: 'infra',
      lints: { off: ['lint-schedule-rare', 'lint-trigger-circle'], crowdedMinuteLimit: 3, now },
    });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const finding = {
      code: 'lint-schedule-never',
      severity: 'warning',
      message: '',
      path: [],
      range,
    } as const;
    assert.equal(rated(finding, parsed.file).severity, 'error');
    assert.equal(rated({ ...finding, code: 'lint-not-utf8' }, parsed.file).severity, 'warning');
  });
});
