import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { decodeMessage } from '../../src/schema/codec.ts';
import type { TaskDefWrapper } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import { messageOf } from '../schema/message-arbitrary.ts';
import { textOf } from './message-text.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

function definitionsIn(text: string): readonly JobDefinition[] {
  return ProjectConfigDocument.open(text, OPTIONS).definitions({
    revision: 'rev',
    revisionUrl: '',
  });
}

/** The definition of the last entry. */
function lastIn(text: string): JobDefinition {
  const definition = definitionsIn(text).at(-1);
  assert.ok(definition, 'the last entry is loaded');
  return definition;
}

describe('definitions (validation.md 3.10)', () => {
  const loaded: [what: string, text: string, ...ids: string[]][] = [
    ['nothing of an empty file', ''],
    ['jobs and triggers', 'job { id: "a" noop {} } trigger { id: "t" noop {} }', 'a', 't'],
    ['lists of entries', 'job: [{ id: "a" noop {} }, < id: "b" noop {} >]', 'a', 'b'],
    [
      'none that is disabled',
      'job { id: "a" disabled: true noop {} }\ntrigger { id: "t" disabled: true noop {} }',
    ],
    ['none that is wrong', 'job { id: "a" }\njob { id: "b" realm: "B" noop {} }'],
    ['none without an id', 'job { noop {} }\njob { id: "b" noop {} }', 'b'],
    ['the first of those with one id', 'job { id: "a" noop {} }\njob { id: "a" noop {} }', 'a'],
    [
      'none with a text error, and those around it',
      'job {\n  id: "a"\n  noop {}\n}\njob {\n  id: b\n  noop {}\n}\njob {\n  id: "c"\n  noop {}\n}\n',
      'a',
      'c',
    ],
    [
      'one whose targets are unknown',
      'trigger { id: "t" triggers: "x" noop {} }\ntrigger { id: "u" triggers: "" noop {} }',
      't',
      'u',
    ],
    [
      'none whose task is not UTF-8',
      'job { id: "a" url_fetch { url: "http://h/\\377" } }\njob { id: "b" url_fetch { url: "http://h/\\303\\251" } }',
      'b',
    ],
  ];
  for (const [what, text, ...ids] of loaded) {
    it(`are of ${what}`, () => {
      assert.deepEqual(
        definitionsIn(text).map(({ jobId }) => jobId),
        ids.map((id) => `proj/${id}`),
      );
    });
  }

  const flavors: [entry: string, flavor: string, schedule: string][] = [
    ['job { id: "a" noop {} }', 'triggered', 'triggered'],
    ['job { id: "a" schedule: "" noop {} }', 'triggered', 'triggered'],
    ['job { id: "a" schedule: "triggered" noop {} }', 'triggered', 'triggered'],
    ['job { id: "a" schedule: "continuously" noop {} }', 'periodic', 'continuously'],
    ['job { id: "a" schedule: "0 1 * * *" noop {} }', 'periodic', '0 1 * * *'],
    ['trigger { id: "a" noop {} }', 'trigger', 'with 30s interval'],
    ['trigger { id: "a" schedule: "triggered" noop {} }', 'trigger', 'triggered'],
  ];
  for (const [entry, flavor, schedule] of flavors) {
    it(`${entry} is ${flavor}, by "${schedule}"`, () => {
      const definition = lastIn(entry);
      assert.deepEqual([definition.flavor, definition.schedule], [flavor, schedule]);
    });
  }

  for (const [written, realm] of [
    ['', '@legacy'],
    ['realm: ""', '@legacy'],
    ['realm: "@project"', '@project'],
    ['realm: "ci/try"', 'ci/try'],
  ]) {
    it(`"${written}" is the realm ${realm}`, () =>
      assert.equal(lastIn(`job { id: "a" noop {} ${written} }`).realmId, `proj:${realm}`));
  }

  it('name targets in the order of bytes, each once, and those alone that there are', () => {
    const ids = ['b', 'a', 'a b', 'a-', '_', 'B', '(', 'a.b', '0'];
    const jobs = ids.map((id, i) => `job { id: "${id}" disabled: ${i % 2 === 0} noop {} }`);
    const targets = [...ids, 'unknown', ...ids, 't'].map((id) => `triggers: "${id}"`);
    const text = `${jobs.join('\n')}\ntrigger { id: "t" ${targets.join(' ')} noop {} }`;
    assert.deepEqual(
      lastIn(text).triggeredJobIds.map((id) => id.slice('proj/'.length)),
      ['(', '0', 'B', '_', 'a', 'a b', 'a-', 'a.b', 'b', 't'],
    );
  });

  it('tell a policy that is absent or empty by no bytes', () => {
    const policy = (fields: string) => [
      ...lastIn(`job { id: "a" noop {} ${fields} }`).triggeringPolicy,
    ];
    assert.deepEqual(policy(''), []);
    assert.deepEqual(policy('triggering_policy {}'), []);
    assert.deepEqual(policy('triggering_policy { max_batch_size: 5 }'), [0x18, 5]);
  });

  it('carry the task and the policy as they were written', () => {
    const noop = messageOf(messageType('scheduler.config.NoopTask'));
    const policies = messageOf(messageType('scheduler.config.TriggeringPolicy')).filter(
      // NaN is not equal to itself in bytes.
      ({ logBase }) => !Number.isNaN(logBase),
    );
    fc.assert(
      fc.property(noop, policies, (task, random) => {
        const policy = { ...random, kind: 3, maxConcurrentInvocations: 2n, maxBatchSize: 3n };
        const pending = { seconds: 5n, nanos: 7 };
        const written =
          'pendingTimeout' in random ? { ...policy, pendingTimeout: pending } : policy;
        const definition = lastIn(
          `job { id: "a" noop { ${textOf(task, messageType('scheduler.config.NoopTask'))} } triggering_policy { ${textOf(written, messageType('scheduler.config.TriggeringPolicy'))} } }`,
        );
        assert.deepEqual(
          decodeMessage(
            messageType('scheduler.config.TriggeringPolicy'),
            definition.triggeringPolicy,
          ),
          written,
        );
        const wrapper: object = decodeMessage<TaskDefWrapper & object>(
          messageType('scheduler.config.TaskDefWrapper'),
          definition.task,
        );
        assert.deepEqual(wrapper, { noop: task });
      }),
    );
  });

  const tasks: [entry: string, wrapper: TaskDefWrapper][] = [
    [
      'job { id: "a" url_fetch { url: "https://h/é" timeout_sec: 5 } }',
      { urlFetch: { method: '', url: 'https://h/é', timeoutSec: 5 } },
    ],
    [
      'job { id: "a" buildbucket { server: "h" bucket: "ci" builder: "b" properties: ["k:v"] tags: "t:u" } }',
      {
        buildbucket: {
          server: 'h',
          bucket: 'ci',
          builder: 'b',
          properties: ['k:v'],
          tags: ['t:u'],
        },
      },
    ],
    [
      'trigger { id: "a" gitiles { repo: "https://h/r" refs: "refs/heads/x" path_regexps: ".+" } }',
      {
        gitiles: {
          repo: 'https://h/r',
          refs: ['refs/heads/x'],
          pathRegexps: ['.+'],
          pathRegexpsExclude: [],
        },
      },
    ],
  ];
  for (const [entry, wrapper] of tasks) {
    it(`${entry.slice(0, 30)}… carries its task`, () => {
      const { task } = lastIn(entry);
      assert.deepEqual(
        decodeMessage(messageType('scheduler.config.TaskDefWrapper'), task),
        wrapper,
      );
    });
  }
});
