import assert from 'node:assert/strict';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { unknownField } from '../../../src/config/message/unknown-field.ts';
import { messageType, PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import type { TextError } from '../../../src/textproto/tree.ts';

/** What is said of the only field in `text` that its message does not have. */
function saidOf(text: string): string {
  const errors: TextError[] = [];
  const source = new Source(text);
  const { fields } = parseTextproto(source);
  bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, errors);
  assert.deepEqual(
    errors.map(({ code }) => code),
    ['textproto-unknown-field'],
  );
  return errors[0]?.message ?? '';
}

const OF_JOB =
  'It has `id`, `realm`, `schedule`, `disabled`, `triggering_policy`, `noop`, `url_fetch`, `buildbucket`.';

describe('a field that its message does not have', () => {
  const table: readonly (readonly [text: string, message: string])[] = [
    // It has been there.
    [
      'security_options: 1',
      '`ProjectConfig` has no field `security_options`. It was removed from the schema: delete it.',
    ],
    [
      'job { enabled: 1 }',
      '`Job` has no field `enabled`. To switch a job off, write `disabled: true`.',
    ],
    // It is in another message: in one within, in an entry, in one of an entry.
    ['schedule: 1', '`ProjectConfig` has no field `schedule`. It belongs in `job` or `trigger`.'],
    ['job { url: 1 }', '`Job` has no field `url`. It belongs in `url_fetch`.'],
    ['job { noop { id: 1 } }', '`NoopTask` has no field `id`. It belongs in `job` or `trigger`.'],
    ['job { triggers: 1 }', '`Job` has no field `triggers`. It belongs in `trigger`.'],
    ['job { repo: 1 }', '`Job` has no field `repo`. It belongs in `gitiles`.'],
    ['job { noop { url: 1 } }', '`NoopTask` has no field `url`. It belongs in `url_fetch`.'],
    [
      'trigger { noop { kind: 1 } }',
      '`NoopTask` has no field `kind`. It belongs in `triggering_policy`.',
    ],
    [
      'job { triggering_policy { seconds: 1 } }',
      '`TriggeringPolicy` has no field `seconds`. It belongs in `pending_timeout`.',
    ],
    // What is out of date is no place for anything, nor is one further away.
    ['job { granted_to: 1 }', `\`Job\` has no field \`granted_to\`. ${OF_JOB}`],
    ['job { seconds: 1 }', `\`Job\` has no field \`seconds\`. ${OF_JOB}`],
    ['job { job {} }', `\`Job\` has no field \`job\`. ${OF_JOB}`],
    ['repo: 1', '`ProjectConfig` has no field `repo`. It has `job`, `trigger`.'],
    // It is called otherwise elsewhere.
    ['job { cron: 1 }', '`Job` has no field `cron`. It is called `schedule` here.'],
    ['job { CRON: 1 }', '`Job` has no field `CRON`. It is called `schedule` here.'],
    ['job { name: 1 }', '`Job` has no field `name`. It is called `id` here.'],
    [
      'job { buildbucket { name: 1 } }',
      '`BuildbucketTask` has no field `name`. It is called `builder` here.',
    ],
    [
      'job { task: 1 }',
      '`Job` has no field `task`. It is called `noop`, `url_fetch` or `buildbucket` here.',
    ],
    [
      'trigger { task: 1 }',
      '`Trigger` has no field `task`. It is called `noop` or `gitiles` here.',
    ],
    ['poller: 1', '`ProjectConfig` has no field `poller`. It is called `trigger` here.'],
    ['job { jobs: 1 }', `\`Job\` has no field \`jobs\`. ${OF_JOB}`],
    // It is misspelt.
    ['job { shedule: 1 }', '`Job` has no field `shedule`. Did you mean `schedule`?'],
    ['job { acls { rol: 1 } }', '`Acl` has no field `rol`. Did you mean `role`?'],
    // It is anything else.
    ['xyz: 1', '`ProjectConfig` has no field `xyz`. It has `job`, `trigger`.'],
    ['job { xyz: 1 }', `\`Job\` has no field \`xyz\`. ${OF_JOB}`],
    [
      'job { noop { xyz {} } }',
      '`NoopTask` has no field `xyz`. It has `sleep_ms`, `triggers_count`.',
    ],
    // Where all is out of date, there is nothing better.
    ['job { acls { zzz: 1 } }', '`Acl` has no field `zzz`. It has `role`, `granted_to`.'],
  ];
  for (const [text, message] of table) {
    it(text, () => assert.equal(saidOf(text), message));
  }

  it('of the whole config that it is asked about, and the same again', () => {
    const job = messageType('scheduler.config.Job');
    const [here, there] = [job, PROJECT_CONFIG].map((root) => unknownField('repo', job, root));
    assert.equal(here, unknownField('repo', job, job));
    assert.equal(there, '`Job` has no field `repo`. It belongs in `gitiles`.');
    assert.equal(unknownField('repo', job, PROJECT_CONFIG), there);
    assert.notEqual(here, there);
  });

  it('of more names than are remembered', () => {
    const job = messageType('scheduler.config.Job');
    const names = Array.from({ length: 2500 }, (_, n) => `zzz${n}zzz`);
    for (let round = 0; round < 2; round++) {
      for (const name of [...names, 'x'.repeat(500)]) {
        const said = unknownField(name, job, PROJECT_CONFIG);
        assert.ok(said.startsWith('`Job` has no field `'), said);
        if (name.length < 20) assert.ok(said.includes(`\`${name}\``), said);
      }
    }
  });

  it('of a message without any', () => {
    const empty = Object.create(messageType('scheduler.config.NoopTask'), {
      fields: { value: [] },
    });
    assert.equal(
      unknownField('xyz', empty, PROJECT_CONFIG),
      '`NoopTask` has no field `xyz`. It has no fields at all: delete this.',
    );
  });
});
