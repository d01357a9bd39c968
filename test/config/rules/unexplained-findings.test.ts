import assert from 'node:assert/strict';
import type { LocalFinding } from '../../../src/config/finding.ts';
import type { FindingCode } from '../../../src/config/finding-codes.ts';
import { entriesOf } from '../../../src/config/message/entries.ts';
import { readPart } from '../../../src/config/message/read-part.ts';
import { unexplainedBy } from '../../../src/config/rules/unexplained-findings.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import type { Span } from '../../../src/text/span.ts';
import type { TextError, TextErrorCode } from '../../../src/textproto/tree.ts';

interface Case {
  readonly text: string;
  /** The piece of the text at which the error stands, and the one that the finding points at. */
  readonly error: string | readonly string[];
  readonly at: string;
  readonly code?: FindingCode;
  readonly errorCode?: TextErrorCode;
}

function place(text: string, piece: string): Span {
  const start = text.indexOf(piece);
  assert.ok(start >= 0, `${piece} in ${text}`);
  return { start, end: start + piece.length };
}

function isKept({ text, error, at, code = 'realm-invalid', errorCode }: Case): boolean {
  const [entry] = entriesOf(readPart(new Source(text), PROJECT_CONFIG));
  assert.ok(entry);
  const errors = [error].flat().map((piece, i): TextError => {
    const span = place(text, piece);
    const ofFirst = i === 0 ? errorCode : undefined;
    const itsCode = ofFirst ?? 'textproto-unknown-field';
    return { code: itsCode, message: '', ...span, raisedAt: span.start };
  });
  const finding: LocalFinding = {
    code,
    severity: 'error',
    message: '',
    path: [],
    ...place(text, at),
  };
  return unexplainedBy(entry.message, entry.span, errors)(finding);
}

const JOB = 'job { foo: 1 id: "a" realm: "A" noop { bar: 2 sleep_ms: 3 } url_fetch { url: "u" } }';
const JOB_AND_NEXT = `${JOB} job { id: "b" }`;

describe('a finding of an entry with text errors', () => {
  const kept: readonly (readonly [what: string, given: Case, kept: boolean])[] = [
    ['away from the error', { text: JOB, error: 'foo', at: '"A"' }, true],
    ['at the error', { text: JOB, error: 'foo', at: 'foo' }, false],
    ['in the error', { text: JOB, error: 'foo', at: 'oo' }, false],
    ['around the error', { text: JOB, error: '1', at: 'foo: 1' }, false],
    ['right behind the error', { text: JOB, error: 'realm: ', at: '"A"' }, false],
    [
      'right behind one that is not in its field',
      { text: JOB, error: '3 } ', at: 'url_fetch' },
      true,
    ],
    ['right before the error', { text: JOB, error: ' realm', at: '"a"' }, true],
    // An error without an extent is at the character behind it.
    ['behind a place between characters', { text: JOB, error: '', at: 'j' }, false],
    ['in another value of the same field', { text: JOB, error: 'ealm', at: '"A"' }, false],
    ['at the name of its message', { text: JOB, error: 'foo', at: 'job' }, false],
    ['at the name of a message without errors', { text: JOB, error: 'foo', at: 'noop' }, true],
    ['at the name of a message with an error', { text: JOB, error: 'bar', at: 'noop' }, false],
    ['at the name of the entry around it', { text: JOB, error: 'bar', at: 'job' }, false],
    ['at the name of a message beside it', { text: JOB, error: 'bar', at: 'url_fetch' }, true],
    ['that is nearly a name', { text: JOB, error: 'bar', at: 'noop {' }, true],
    ['that ends as a name does', { text: JOB, error: 'bar', at: ' noop' }, true],
    ['about a bucket', { text: JOB, error: 'foo', at: '"A"', code: 'bb-bucket-required' }, false],
    [
      'about a sibling that is not there, beside the error',
      {
        text: JOB,
        error: 'bar',
        at: 'sleep_ms',
        code: 'policy-log-base-too-small',
      },
      false,
    ],
    [
      'about a sibling that is not there, elsewhere',
      {
        text: JOB,
        error: 'bar',
        at: 'url:',
        code: 'policy-log-base-too-small',
      },
      true,
    ],
    ['about two tasks', { text: JOB, error: 'foo', at: 'url_fetch', code: 'task-multiple' }, true],
    [
      'about two tasks, where a brace is missing',
      {
        text: JOB,
        error: 'foo',
        at: 'url_fetch',
        code: 'task-multiple',
        errorCode: 'textproto-missing-brace',
      },
      false,
    ],
    [
      'about two tasks, where the error is in the next entry',
      {
        text: JOB_AND_NEXT,
        error: 'id: "b"',
        at: 'url_fetch',
        code: 'task-multiple',
      },
      false,
    ],
    [
      'at a name, where the error is in the next entry',
      {
        text: JOB_AND_NEXT,
        error: 'id: "b"',
        at: 'noop',
      },
      false,
    ],
    [
      'at a value, where the error is in the next entry',
      {
        text: JOB_AND_NEXT,
        error: 'id: "b"',
        at: '"A"',
      },
      true,
    ],
    [
      'at a name, where the error is before the entry',
      {
        text: `acl_sets {} ${JOB}`,
        error: 'acl_sets',
        at: 'noop',
      },
      false,
    ],
    [
      'at a name, where a brace is missing',
      {
        text: JOB,
        error: 'foo',
        at: 'noop',
        errorCode: 'textproto-unexpected-eof',
      },
      false,
    ],
    [
      'in a merge conflict',
      {
        text: JOB,
        error: ['foo', 'bar'],
        at: '"A"',
        errorCode: 'textproto-conflict-marker',
      },
      false,
    ],
    ['at the second of two errors', { text: JOB, error: ['foo', 'bar'], at: 'bar' }, false],
  ];
  for (const [what, given, expected] of kept) {
    it(`${what} is ${expected ? 'kept' : 'not kept'}`, () => assert.equal(isKept(given), expected));
  }

  it('at a field without a value is not kept', () => {
    const text = 'job { id: "a" noop: 5 url_fetch {} triggering_policy { kind: x } }';
    for (const at of ['noop: 5', 'noop', '5'])
      assert.equal(isKept({ text, error: 'x', at }), false);
  });

  it('in a list of which one item is wrong is kept', () => {
    const text = 'trigger { id: "t" triggers: ["a", b, "c"] noop {} }';
    assert.equal(isKept({ text, error: 'b,', at: '"c"', code: 'trigger-unknown-job' }), true);
  });
});
