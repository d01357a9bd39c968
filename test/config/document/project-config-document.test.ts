import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts, positionAt } from '../../../src/text/lines.ts';
import { markedText, rangeOf } from '../../marked-text.ts';

const OPTIONS = {
  project: 'proj',
  registry: validationManagers(),
  // A fresh analysis must not hide a mistake in following edits.
  onRecovery: (error: unknown) => assert.fail(String(error)),
};

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, OPTIONS);
}

/** What a finding underlines. */
function underlined(text: string, { range }: Finding): string {
  const starts = lineStarts(text);
  const offset = (p: { line: number; character: number }) => (starts[p.line] ?? 0) + p.character;
  return text.slice(offset(range.start), offset(range.end));
}

describe('findings', () => {
  // Each row: the text with the first finding's range marked, then `code path` of all findings.
  const table: [marked: string, ...findings: string[]][] = [
    [''],
    ['# nothing'],
    ['job { id: "a" noop {} }'],
    ['job { id: "a" noop {} } trigger { id: "t" gitiles { repo: "https://h/r" } triggers: "a" }'],
    ['job: [{ id: "a" noop {} }, < id: "b" noop {} >]'],

    // Text errors: the one the service stops at comes first.
    ['job { [[idd]]: "a" noop {} }', 'textproto-unknown-field '],
    ['[[jobs]] { id: "a" }', 'textproto-unknown-field '],
    ['job { id: "a" [[id]]: "b" noop {} }', 'textproto-field-repeated '],
    ['job { id: "a" noop {} [[noop]] {} }', 'textproto-field-repeated '],
    ['job { id [["a"]] noop {} }', 'textproto-missing-colon '],
    ['job { id\n[[realm]]: "x" noop {} }', 'textproto-missing-colon '],
    ['job { id: [[foo]] noop {} }', 'textproto-bad-string '],
    ['job { id: "a" noop: [[3]] }', 'textproto-expected-message '],
    ['job { id: "a" noop { sleep_ms: [["1"]] } }', 'textproto-bad-int '],
    ['job { id: "a" disabled: [[yes]] noop {} }', 'textproto-bad-bool '],
    ['job { id: "a" noop {} triggering_policy { kind: [[greedy]] } }', 'textproto-bad-enum '],
    ['job { id: "a" noop {} triggering_policy { log_base: [[Inf]] } }', 'textproto-bad-float '],
    ['job { id: [[[]"a"] noop {} }', 'textproto-bad-string '],
    ['job { id: "a" url_fetch { timeout_sec: [[2147483648]] } }', 'textproto-bad-int '],
    ['trigger { id: "a" triggers: [ ] noop {} }', 'textproto-bad-string '],
    [
      'job { id: "a" noop {} } job { [[id:]]',
      'textproto-unexpected-eof ',
      'textproto-missing-brace ',
    ],
    ['[[security_options]]: 1', 'textproto-unknown-field '],

    // Rules, in the service's order.
    ['[[job]] { noop {} }', 'job-id-missing job / (empty)'],
    ['job { id: [[""]] noop {} }', 'job-id-missing job / (empty)'],
    ['job { id: "a[[/]]b" noop {} }', 'job-id-invalid job / a/b'],
    [`job { id: [["${'x'.repeat(101)}"]] noop {} }`, `job-id-invalid job / ${'x'.repeat(101)}`],
    ['job { id: "a" realm: [["A"]] noop {} }', 'realm-invalid job / a'],
    ['job { id: "a" schedule: "[[nonsense]]" noop {} }', 'schedule-invalid job / a'],
    ['[[job]] { id: "a" }', 'task-missing job / a'],
    ['job { id: "a" noop {} [[url_fetch]] {} }', 'task-multiple job / a'],
    ['job { id: "a" [[url_fetch]] {} }', 'url-fetch-url-missing job / a / task'],
    [
      'job { id: "a" noop {} triggering_policy { max_batch_size: [[-1]] } }',
      'policy-max-batch-negative job / a / triggering_policy',
    ],
    [
      'job { id: "a" noop {} triggering_policy { [[pending_timeout]] { seconds: -1 } } }',
      'policy-pending-timeout-negative job / a / triggering_policy',
      'policy-pending-timeout-not-applicable job / a / triggering_policy',
    ],
    [
      'job { id: "a" noop {} [[triggering_policy]] { kind: LOGARITHMIC_BATCHING } }',
      'policy-log-base-too-small job / a / triggering_policy',
    ],
    ['job { id: "a" noop {} triggering_policy { kind: LOGARITHMIC_BATCHING log_base: nan } }'],
    [
      'job { id: "a" noop {} triggering_policy { kind: [[7]] } }',
      'policy-kind-unknown job / a / triggering_policy',
    ],
    ['trigger { id: "t" noop {} triggers: [["x"]] }', 'trigger-unknown-job trigger / t'],
    [
      'trigger { id: "t" noop {} triggers: [["x"]] triggers: "t" triggers: "x" }',
      'trigger-unknown-job trigger / t',
      'trigger-unknown-job trigger / t',
    ],
    [
      'job { id: "a" noop {} } job { id: [["a"]] realm: "A" noop {} }',
      'duplicate-id job / a',
      'realm-invalid job / a',
    ],
    // Jobs come before triggers, whatever the file says.
    ['trigger { id: [["a"]] noop {} } job { id: "a" noop {} }', 'duplicate-id trigger / a'],
    [
      'trigger { noop {} } [[job]] { noop {} }',
      'job-id-missing job / (empty)',
      'job-id-missing trigger / (empty)',
    ],
    // An invalid realm counts as @legacy, which a builder without a bucket cannot use.
    [
      'job { id: "a" realm: [["A"]] buildbucket { server: "h" builder: "b" } }',
      'realm-invalid job / a',
      'bb-bucket-required job / a / task',
    ],
  ];
  for (const [marked, ...expected] of table) {
    it(marked === '' ? '(empty file)' : marked.slice(0, 100), () => {
      const { text, ranges } = markedText(marked);
      const findings = open(text).findings();
      assert.deepEqual(
        findings.map((f) => `${f.code} ${f.path.join(' / ')}`),
        expected,
      );
      if (ranges[0]) assert.deepEqual(findings[0]?.range, ranges[0]);
    });
  }

  it('marks what the service would not have got to', () => {
    const text = 'job { id: "a" }\njob { idd: "b" noop {} }\njob { id: "c" }\n';
    assert.deepEqual(
      open(text)
        .findings()
        .map((f) => [f.code, f.range.start.line, f.afterTextError ?? false]),
      [
        ['textproto-unknown-field', 1, false],
        ['task-missing', 0, true],
        ['task-missing', 2, true],
      ],
    );
  });

  it('keeps an unclosed brace to its entry', () => {
    const text = 'job {\n  id: "a"\n  noop {}\njob {\n  id: "b"\n  noop {}\n}\n';
    assert.deepEqual(
      open(text)
        .findings()
        .map((f) => [f.code, f.range]),
      [['textproto-missing-brace', rangeOf(text, { start: 4, end: 5 })]],
    );
  });

  it('does not call a job unknown whose entry cannot be read', () => {
    const text =
      'job {\n  id: "a\n  noop {}\n}\ntrigger {\n  id: "t"\n  triggers: "a"\n  noop {}\n}\n';
    assert.deepEqual(
      open(text)
        .findings()
        .map((f) => f.code),
      ['textproto-unmatched-quote'],
    );
  });

  it('suggests what was probably meant', () => {
    const messages = (text: string) =>
      open(text)
        .findings()
        .map((f) => f.message);
    assert.match(messages('job { shedule: "triggered" }')[0] ?? '', /Did you mean `schedule`\?/);
    assert.match(
      messages('job { id: "build" noop {} } trigger { id: "t" noop {} triggers: "biuld" }')[0] ??
        '',
      /Did you mean "build"\?/,
    );
    assert.match(messages('job { triggering_policy { kind: NEWEST } }')[0] ?? '', /`NEWEST_FIRST`/);
  });
});

describe('editing', () => {
  const FRAGMENTS = [
    'job {\n  id: "a"\n  noop {}\n}\n',
    'job {\n  id: "b"\n  schedule: "* * * * *"\n  noop {}\n}\n',
    'trigger {\n  id: "t"\n  triggers: "a"\n  triggers: "zzz"\n  noop {}\n}\n',
    'job { id: "c" noop {} } job { id: "a" noop {} }\r\n',
    '# comment \\\njob { id: "d" }\n',
    'job: [{ id: "f" noop {} }, < id: "g"',
    'trigger <\n  id: "h" triggers: ["b", "zzy"]\n>\n',
    'acl_sets {\n  name: "x"\n}\n',
    '[',
    '>',
    '# ',
    'job {\n  id: "e"\n',
    '}\n',
    '"\\\n',
    'job',
    '/*',
    '/*\n',
    '*/',
    '\n*/\n',
    '<!-- ',
    '\r',
    'é',
    ' ',
    '\n',
  ];
  const fragment = fc.constantFrom(...FRAGMENTS);
  const config = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      length: fc.oneof(fc.constant(0), fc.nat(60)),
      insert: fc.oneof(fragment, config, fc.constant('')),
    }),
    { minLength: 1, maxLength: 6 },
  );

  const GAP = 'job { id: "g" noop {} }\n';
  const table: [what: string, before: string, after: string][] = [
    ['ends', `/*\n${GAP}`, `${GAP}*/\n${GAP}`],
    ['ends as far away as it may', `/*\n${GAP.repeat(800)}`, '*/\njob {}\n'],
    ['ends further away', `/*\n${GAP.repeat(850)}`, '*/\njob {}\n'],
    ['ends where two begin', `/*\n${GAP.repeat(830)}/*\n`, `${GAP.repeat(2)}*/\njob {}\n`],
    ['begins in an entry', 'job {\n  id: "a" /*\n', 'job {}\n*/ noop {}\n}\n'],
  ];
  for (const [what, before, after] of table) {
    it(`a block comment that ${what} comes and goes`, () => {
      const document = open(before + after);
      const same = (text: string) => {
        const fresh = open(text);
        assert.deepEqual(document.findings(), fresh.findings());
        assert.deepEqual(document.entries(), fresh.entries());
      };
      for (const piece of ['/*', '*/', GAP]) {
        let text = before + after;
        for (let at = text.indexOf(piece); at >= 0; at = text.lastIndexOf(piece)) {
          const range = rangeOf(text, { start: at, end: at + piece.length });
          document.edit(range, '');
          const without = text.slice(0, at) + text.slice(at + piece.length);
          same(without);
          document.edit({ start: range.start, end: range.start }, piece);
          same(text);
          if (piece === GAP || text.lastIndexOf(piece) === text.indexOf(piece)) break;
          document.edit(range, '');
          text = without;
        }
        document.edit(rangeOf(text, { start: 0, end: text.length }), before + after);
      }
    });
  }

  it('any sequence of edits ends where opening the final text does', () => {
    fc.assert(
      fc.property(config, edits, (initial, sequence) => {
        const document = open(initial);
        let text = initial;
        for (const { at, length, insert } of sequence) {
          const starts = lineStarts(text);
          // LSP has no position between CR and LF.
          const clip = (o: number) => (text[o - 1] === '\r' && text[o] === '\n' ? o - 1 : o);
          const start = clip(at % (text.length + 1));
          const end = clip(Math.min(start + length, text.length));
          document.edit({ start: positionAt(starts, start), end: positionAt(starts, end) }, insert);
          text = text.slice(0, start) + insert + text.slice(end);
          assert.equal(document.text, text);
        }
        const fresh = open(text);
        assert.deepEqual(document.findings(), fresh.findings());
        assert.deepEqual(document.entries(), fresh.entries());
      }),
      { numRuns: 1500 },
    );
  }).timeout(180_000);

  const clamped: [name: string, range: [number, number, number, number], expected: string][] = [
    ['beyond the line', [0, 99, 0, 99], 'ab!\ncd'],
    ['beyond the text', [9, 0, 9, 9], 'ab\ncd!'],
    ['backwards', [1, 1, 0, 0], '!d'],
    ['negative', [-1, -5, 0, 1], '!b\ncd'],
  ];
  for (const [name, [l1, c1, l2, c2], expected] of clamped) {
    it(`clamps a range ${name}`, () => {
      const document = open('ab\ncd');
      document.edit({ start: { line: l1, character: c1 }, end: { line: l2, character: c2 } }, '!');
      assert.equal(document.text, expected);
    });
  }
});

describe('entries', () => {
  it('tells what an outline needs', () => {
    const text =
      'job {\n  id: "a"\n  schedule: "triggered"\n  noop {}\n}\ntrigger { gitiles {} disabled: true }\n';
    assert.deepEqual(open(text).entries(), [
      {
        kind: 'job',
        id: 'a',
        idRange: rangeOf(text, { start: 12, end: 15 }),
        range: rangeOf(text, { start: 0, end: text.indexOf('trigger {') - 1 }),
        taskField: 'noop',
        schedule: 'triggered',
        disabled: false,
        valid: true,
      },
      {
        kind: 'trigger',
        id: '',
        idRange: rangeOf(text, {
          start: text.indexOf('trigger {'),
          end: text.indexOf('trigger {') + 7,
        }),
        range: rangeOf(text, { start: text.indexOf('trigger {'), end: text.length - 1 }),
        taskField: 'gitiles',
        schedule: '',
        disabled: true,
        valid: false,
      },
    ]);
  });
});

describe('definitions', () => {
  it('are made of the valid, enabled entries, with defaults', () => {
    const text = [
      'job { id: "b" noop {} }',
      'job { id: "off" disabled: true noop {} }',
      'job { id: "bad" }',
      'job { id: "p" realm: "r" schedule: "with 1m interval" noop { sleep_ms: 5 } }',
      'trigger { id: "t" noop {} triggers: "p" triggers: "b" triggers: "p" triggers: "off" }',
    ].join('\n');
    const definitions = open(text).definitions({ revision: 'rev', revisionUrl: 'file:///a.cfg' });
    assert.deepEqual(
      definitions.map(({ task, triggeringPolicy, ...rest }) => rest),
      [
        {
          jobId: 'proj/b',
          realmId: 'proj:@legacy',
          flavor: 'triggered',
          schedule: 'triggered',
          triggeredJobIds: [],
          revision: 'rev',
          revisionUrl: 'file:///a.cfg',
        },
        {
          jobId: 'proj/p',
          realmId: 'proj:r',
          flavor: 'periodic',
          schedule: 'with 1m interval',
          triggeredJobIds: [],
          revision: 'rev',
          revisionUrl: 'file:///a.cfg',
        },
        {
          jobId: 'proj/t',
          realmId: 'proj:@legacy',
          flavor: 'trigger',
          schedule: 'with 30s interval',
          triggeredJobIds: ['proj/b', 'proj/off', 'proj/p'],
          revision: 'rev',
          revisionUrl: 'file:///a.cfg',
        },
      ],
    );
    assert.deepEqual([...(definitions[1]?.task ?? [])], [0x0a, 2, 0x08, 5]);
  });
});

describe('underlining', () => {
  it('covers exactly the bad part of a string', () => {
    const text = 'job { id: "a" schedule: "* * * * * nope *" noop {} }';
    const [finding] = open(text).findings();
    assert.ok(finding);
    assert.equal(underlined(text, finding), 'nope');
  });
});
