// The rest of a job is checked although some of its text cannot be read, and nothing is said that the text error explains.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts } from '../../../src/text/lines.ts';
import { markedText } from '../../marked-text.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

/** The text with the findings marked from top to bottom, and their codes in the same order. */
const TABLE: readonly (readonly [what: string, marked: string, ...codes: readonly string[]])[] = [
  [
    'a schedule, after an unknown field',
    'job {\n  id: "m"\n  [[foo]]: 1\n  schedule: "[[x]]"\n  noop {}\n}\n',
    'textproto-unknown-field',
    'schedule-invalid',
  ],
  [
    'a realm, before an unquoted id',
    'job {\n  realm: [["A"]]\n  id: [[m]]\n  noop {}\n}\n',
    'realm-invalid',
    'textproto-bad-string',
  ],
  [
    'several values, after a quote that is not closed',
    'job {\n  id: [["m]]\n  realm: [["A"]]\n  url_fetch {\n    url: "https://x"\n    timeout_sec: [[-1]]\n  }\n}\n',
    'textproto-unmatched-quote',
    'realm-invalid',
    'url-fetch-timeout-too-small',
  ],
  [
    'a policy, beside a field set twice',
    'job {\n  id: "m"\n  [[id]]: "n"\n  noop {}\n  triggering_policy { max_batch_size: [[-1]] }\n}\n',
    'textproto-field-repeated',
    'policy-max-batch-negative',
  ],
  [
    'a path, beside a misspelt field of the same message',
    'trigger {\n  id: "t"\n  gitiles {\n    repo: "https://x"\n    refs: "refs/heads/x"\n    [[ref]]: "refs/heads/y"\n    path_regexps: "[[(]]"\n  }\n}\n',
    'textproto-unknown-field',
    'path-regexp-invalid',
  ],
  [
    'a missing url, beside a misspelt field of the job',
    'job {\n  id: "m"\n  [[foo]]: 1\n  [[url_fetch]] {}\n}\n',
    'textproto-unknown-field',
    'url-fetch-url-missing',
  ],
  [
    'no missing id, which may be what is wrong in the task',
    'job {\n  noop { [[id]]: "m" }\n}\n',
    'textproto-unknown-field',
  ],
  [
    'two tasks',
    'job {\n  id: "m"\n  [[foo]]: 1\n  noop {}\n  [[url_fetch]] { url: "https://x" }\n}\n',
    'textproto-unknown-field',
    'task-multiple',
  ],
  [
    'a value in a message whose brace is missing',
    'job {\n  id: "m"\n  realm: [["A"]]\n  url_fetch[[]]\n    url: "https://x"\n  }\n}\n',
    'realm-invalid',
    'textproto-missing-brace',
  ],
  ['no missing id', 'job {\n  [[ID]]: "m"\n  noop {}\n}\n', 'textproto-unknown-field'],
  ['no missing task', 'job {\n  id: "m"\n  [[no_op]] {}\n}\n', 'textproto-unknown-field'],
  [
    'no missing builder and server',
    'job {\n  id: "m"\n  realm: "ci"\n  buildbucket {\n    [[host]]: "x"\n    [[name]]: "b"\n  }\n}\n',
    'textproto-unknown-field',
    'textproto-unknown-field',
  ],
  [
    'no bucket, which the realm says',
    'job {\n  id: "m"\n  [[relm]]: "ci"\n  buildbucket { server: "x.com" builder: "b" }\n}\n',
    'textproto-unknown-field',
  ],
  [
    'no timeout that the kind allows',
    'job {\n  id: "m"\n  noop {}\n  triggering_policy { kind: [[NEWEST]] pending_timeout { seconds: 1 } }\n}\n',
    'textproto-bad-enum',
  ],
  [
    'no exclusion without paths',
    'trigger {\n  id: "t"\n  gitiles {\n    repo: "https://x"\n    refs: "refs/heads/x"\n    [[paths]]: "a"\n    path_regexps_exclude: "b"\n  }\n}\n',
    'textproto-unknown-field',
  ],
  [
    'nothing in a merge conflict',
    'job {\n  id: "m"\n[[<<<<<<< HEAD]]\n  realm: "A"\n=======\n  realm: "B"\n>>>>>>> x\n  noop {}\n}\n',
    'textproto-conflict-marker',
  ],
];

describe('the rest of an entry with a text error is checked', () => {
  for (const [what, marked, ...codes] of TABLE) {
    it(what, () => {
      const { text, spans } = markedText(marked);
      const starts = lineStarts(text);
      const offset = ({ line, character }: { line: number; character: number }) =>
        (starts[line] ?? 0) + character;
      const findings = ProjectConfigDocument.open(text, OPTIONS).findings();
      assert.match(findings[0]?.code ?? '', /^textproto-/);
      assert.deepEqual(
        findings.map(({ afterTextError }) => afterTextError ?? false),
        findings.map((_, i) => i > 0),
      );
      const fromTheTop = findings.toSorted((a, b) => offset(a.range.start) - offset(b.range.start));
      assert.deepEqual(
        fromTheTop.map(({ code, range }) => [code, offset(range.start), offset(range.end)]),
        spans.map(({ start, end }, i) => [codes[i], start, end]),
      );
    });
  }
});
