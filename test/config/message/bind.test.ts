import assert from 'node:assert/strict';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import type { TextError } from '../../../src/textproto/tree.ts';
import { markedText } from '../../marked-text.ts';
import { protoJson } from '../proto-json.ts';

function bind(text: string): { errors: readonly TextError[]; json: object } {
  const errors: TextError[] = [];
  const source = new Source(text);
  const { fields } = parseTextproto(source);
  const { value } = bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, errors);
  return { errors, json: protoJson(value, PROJECT_CONFIG) };
}

describe('binding', () => {
  // Each row: the text with the range of its only error, the error, and what of the message is left.
  const table: [marked: string, code: string, message: RegExp, json?: object][] = [
    ['job { [[idd]]: "a" }', 'textproto-unknown-field', /Did you mean `id`\?/, { job: [{}] }],
    ['job { [[x]] { y: @ } }', 'textproto-unknown-field', /It has `id`, .*`buildbucket`\.$/],
    ['[[security_options]] {}', 'textproto-unknown-field', /removed from the schema/],
    ['job { [[enabled]]: true }', 'textproto-unknown-field', /write `disabled: true`\.$/],
    ['job { noop { [[enabled]]: 1 } }', 'textproto-unknown-field', /It has `sleep_ms`, `trig/],
    [
      'job { id: "a" [[id]]: "b" }',
      'textproto-field-repeated',
      /set twice/,
      { job: [{ id: 'a' }] },
    ],
    ['job { noop {} [[noop]] {} }', 'textproto-field-repeated', /`noop` is set twice/],
    [
      'job { id [["a"]] noop {} }',
      'textproto-missing-colon',
      /after `id`/,
      { job: [{ noop: {} }] },
    ],
    ['job { id [[/]] "a" }', 'textproto-missing-colon', /after `id`/],
    ['job { id\n[[noop]] {} }', 'textproto-missing-colon', /after `id`/, { job: [{ noop: {} }] }],
    ['[[job]]', 'textproto-unexpected-eof', /The file ends/],
    ['job { } job { [[id]]', 'textproto-missing-colon', /after `id`/],
    ['job { [[id:]]', 'textproto-unexpected-eof', /text in quotes/],
    [
      'job { id:[[:]] "a" }',
      'textproto-bad-string',
      /^`:` is .* before the value of `id`: remove it\.$/,
      { job: [{ id: 'a' }] },
    ],
    ['job:[[:]] { id: "a" }', 'textproto-expected-message', /remove it/, { job: [{ id: 'a' }] }],
    ['job { id: [[a]] }', 'textproto-bad-string', /in quotes, as `"a"`/],
    ['job { id: [[{]]} }', 'textproto-bad-string', /text in quotes/],
    ['job { noop: [[1]] }', 'textproto-expected-message', /found `1`/],
    ['job { noop[[]] }', 'textproto-missing-brace', /`{` is missing after `noop`/],
    ['job[[]]\n  id: "a"\n}', 'textproto-missing-brace', /`{` is missing after `job`/],
    ['job { noop { sleep_ms: [["1"]] } }', 'textproto-bad-int', /a whole number/],
    ['job { noop { sleep_ms: [[08]] } }', 'textproto-bad-int', /octal/],
    [
      'job { url_fetch { timeout_sec: [[2147483648]] } }',
      'textproto-bad-int',
      /-2147483648 to 2147483647/,
    ],
    ['job { disabled: [[yes]] }', 'textproto-bad-bool', /`true` or `false`/],
    ['job { triggering_policy { log_base: [[Inf]] } }', 'textproto-bad-float', /a number/],
    [
      'job { triggering_policy { kind: [[newest_first]] } }',
      'textproto-bad-enum',
      /Did you mean `NEWEST_FIRST`/,
    ],
    ['job { triggering_policy { kind: [[x]] } }', 'textproto-bad-enum', /It takes `UNDEFINED`, /],
    ['job { acl_sets: ["a", [[{]]}] }', 'textproto-bad-string', /text in quotes/],
    ['job { acl_sets: <<END\nx\nEND\n }', 'textproto-bad-string', /here-documents/],
    ['job: <<END\nx\nEND\n', 'textproto-unknown-field', /here-documents/],
  ];
  for (const [marked, code, message, json] of table) {
    it(JSON.stringify(marked), () => {
      const { text, spans } = markedText(marked);
      const { errors, json: left } = bind(text);
      assert.deepEqual(
        errors.map((e) => e.code),
        [code],
      );
      assert.match(errors[0]?.message ?? '', message);
      if (spans[0]) assert.deepEqual({ start: errors[0]?.start, end: errors[0]?.end }, spans[0]);
      if (json) assert.deepEqual(left, json);
    });
  }

  it('points at brackets that cannot be marked in the table', () => {
    const rows: [text: string, at: string, message: RegExp][] = [
      ['job { acl_sets: [] }', ']', /A value is missing/],
      ['job { acl_sets: ["a", ] }', ']', /A value is missing/],
      ['job { id: ["a"] }', '[', /one value, not a list/],
      ['job { acl_sets: "a" acl_sets: [["b"]] }', '["b"]]', /inner brackets/],
    ];
    for (const [text, at, message] of rows) {
      const { errors } = bind(text);
      assert.deepEqual(
        errors.map((e) => [e.code, e.start, e.end]),
        [['textproto-bad-string', text.indexOf(at), text.indexOf(at) + 1]],
      );
      assert.match(errors[0]?.message ?? '', message);
    }
  });

  it('says nothing about what is not there because of a bad token', () => {
    for (const [text, left] of [
      ['job { id: @ }', {}],
      ['job { id @ "a" }', { id: 'a' }],
      ['job { id @ }', {}],
      ['job { id "\\q" }', {}],
      ['job { id: "\\q" }', {}],
      ['job { disabled: "\\q" }', {}],
      ['job @ {}', {}],
    ] as const) {
      const { errors, json } = bind(text);
      assert.deepEqual(errors, [], text);
      assert.deepEqual(json, { job: [left] }, text);
    }
  });

  it('keeps what each message was given, and shares nothing that can be written to', () => {
    const text = 'job { acl_sets: "a" } job { acl_sets: "b" acl_sets: ["c", "d"] } job {}';
    assert.deepEqual(bind(text).json, {
      job: [{ acl_sets: ['a'] }, { acl_sets: ['b', 'c', 'd'] }, {}],
    });
  });
});
