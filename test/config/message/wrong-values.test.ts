// What is said of a value that its field cannot hold, by the type of the field.

import assert from 'node:assert/strict';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import { MAX_TEXT_ERRORS, type TextError } from '../../../src/textproto/tree.ts';
import { markedText } from '../../marked-text.ts';
import { protoJson } from '../proto-json.ts';

function bind(source: Source): { errors: readonly TextError[]; json: object } {
  const errors: TextError[] = [];
  const { fields } = parseTextproto(source);
  const { value } = bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, errors);
  return { errors, json: protoJson(value, PROJECT_CONFIG) };
}

/** Binds a text with one error. */
function onlyError(marked: string, continues = false) {
  const { text, spans } = markedText(marked);
  const { errors } = bind(new Source(text, continues));
  assert.equal(errors.length, 1, JSON.stringify(errors));
  const [error] = errors;
  assert.ok(error);
  return { error, text, span: spans[0] };
}

const KINDS = '`UNDEFINED`, `GREEDY_BATCHING`, `LOGARITHMIC_BATCHING`, `NEWEST_FIRST`';

/** For each type of field: a text around its value, its name, its code, what belongs there. */
const FIELDS: Readonly<
  Record<string, { around: [string, string]; name: string; code: string; wanted: string }>
> = {
  text: {
    around: ['job { id: ', ' }'],
    name: 'id',
    code: 'textproto-bad-string',
    wanted: 'text in quotes is expected',
  },
  bool: {
    around: ['job { disabled: ', ' }'],
    name: 'disabled',
    code: 'textproto-bad-bool',
    wanted: '`true` or `false` is expected',
  },
  float: {
    around: ['job { triggering_policy { log_base: ', ' } }'],
    name: 'log_base',
    code: 'textproto-bad-float',
    wanted: 'a number is expected',
  },
  int32: {
    around: ['job { url_fetch { timeout_sec: ', ' } }'],
    name: 'timeout_sec',
    code: 'textproto-bad-int',
    wanted: 'a whole number is expected',
  },
  int64: {
    around: ['job { noop { sleep_ms: ', ' } }'],
    name: 'sleep_ms',
    code: 'textproto-bad-int',
    wanted: 'a whole number is expected',
  },
  enum: {
    around: ['job { triggering_policy { kind: ', ' } }'],
    name: 'kind',
    code: 'textproto-bad-enum',
    wanted: `one of ${KINDS} is expected`,
  },
  message: {
    around: ['job { noop: ', ' }'],
    name: 'noop',
    code: 'textproto-expected-message',
    wanted: '`{ … }` is expected',
  },
};

const OUT_OF_32 = 'is out of range: `timeout_sec` takes -2147483648 to 2147483647.';
const OUT_OF_64 = 'is out of range: `sleep_ms` takes -9223372036854775808 to 9223372036854775807.';
const OCTAL = 'starts with 0, so it is read as octal: remove the leading zeros.';

/** The type of a field, a value with the range of its error, and what is said of it; NAME and WANTED are the field's. */
const TABLE: readonly (readonly [type: string, marked: string, message: string])[] = [
  ['text', '[[a]]', '`NAME` is text: put it in quotes, as `"a"`.'],
  ['text', '[[5]]', '`NAME` is text: put it in quotes, as `"5"`.'],
  ['text', '[[{]]}', '`{` is not a value for `NAME`: WANTED.'],
  ['bool', '[[2]]', '`2` is not a value for `NAME`: WANTED.'],
  ['bool', '[["true"]]', '`"true"` is not a value for `NAME`: WANTED.'],
  ['bool', '[[{]]}', '`{` is not a value for `NAME`: WANTED.'],
  ['float', '[[1.5.2]]', '`1.5.2` is not a value for `NAME`: WANTED.'],
  ['float', '[["1"]]', '`"1"` is not a value for `NAME`: WANTED.'],
  ['int32', '[[1.5]]', '`1.5` is not a value for `NAME`: WANTED.'],
  ['int32', '[["1"]]', '`"1"` is not a value for `NAME`: WANTED.'],
  ['int32', '[[2147483648]]', `\`2147483648\` ${OUT_OF_32}`],
  ['int32', '[[-2147483649]]', `\`-2147483649\` ${OUT_OF_32}`],
  ['int64', '[[9223372036854775808]]', `\`9223372036854775808\` ${OUT_OF_64}`],
  ['int64', '[[-9223372036854775809]]', `\`-9223372036854775809\` ${OUT_OF_64}`],
  ['int64', '[[10000000000000000000008]]', `\`10000000000000000000008\` ${OUT_OF_64}`],
  ['int64', '[[08]]', `\`08\` ${OCTAL}`],
  ['int64', '[[-08]]', `\`-08\` ${OCTAL}`],
  ['int64', '[[00900]]', `\`00900\` ${OCTAL}`],
  ['int64', '[[1a]]', '`1a` is not a value for `NAME`: WANTED.'],
  ['int64', '[[a1]]', '`a1` is not a value for `NAME`: WANTED.'],
  ['int64', '[[a01]]', '`a01` is not a value for `NAME`: WANTED.'],
  ['int64', '[[01x]]', '`01x` is not a value for `NAME`: WANTED.'],
  ['enum', '[["NEWEST_FIRST"]]', '`"NEWEST_FIRST"` is not a value for `NAME`: WANTED.'],
  ['enum', '[[2147483648]]', `\`2147483648\` is not a value of \`NAME\`. It takes ${KINDS}.`],
  ['message', '[[1]]', '`NAME` has no value here: WANTED, found `1`.'],
  ['message', '[["<<"]]', '`NAME` has no value here: WANTED, found `"<<"`.'],
];

describe('a value of the wrong type', () => {
  for (const [type, marked, message] of TABLE) {
    const { around, name, code, wanted } = FIELDS[type] ?? assert.fail(type);
    it(`in a field of type ${type}: ${marked}`, () => {
      const { error, span } = onlyError(around.join(marked));
      const said = message.replace('NAME', name).replace('WANTED', wanted);
      assert.deepEqual(error, { code, message: said, ...span, raisedAt: span?.start });
    });
  }

  // Of each type, what stands in the way of a value that is not there.
  for (const [type, { around, name, code, wanted }] of Object.entries(FIELDS)) {
    if (type !== 'message') {
      it(`none before a brace, in a field of type ${type}`, () => {
        const [before] = around;
        const { error } = onlyError(`${before}} }`);
        const at = before.length;
        const message = `\`${name}\` has no value here: ${wanted}, found \`}\`.`;
        assert.deepEqual(error, { code, message, start: at, end: at + 1, raisedAt: at });
      });
    }

    it(`none before a bracket, in a field of type ${type}`, () => {
      const [before, after] = around;
      const { error } = onlyError(`${before}]${after}`);
      const at = before.length;
      const message = `A value is missing before \`]\`: ${wanted}.`;
      assert.deepEqual(error, { code, message, start: at, end: at + 1, raisedAt: at });
    });

    it(`none before the end of the file, in a field of type ${type}`, () => {
      const text = around[0].trimEnd();
      const { error } = onlyError(text);
      const message = `The file ends where the value of \`${name}\` should be: ${wanted}.`;
      assert.deepEqual(error, {
        code: 'textproto-unexpected-eof',
        message,
        start: text.length - name.length - 1,
        end: text.length,
        raisedAt: text.length - 1,
      });
    });

    it(`none before the next entry, in a field of type ${type}`, () => {
      const { error } = onlyError(around[0].trimEnd(), true);
      assert.equal(error.code, code);
      assert.equal(error.message, `\`${name}\` has no value here: ${wanted}.`);
    });
  }

  it('is one bracket for a list in a field of one value', () => {
    const { error, text } = onlyError('job { disabled: [true] }');
    const at = text.indexOf('[');
    assert.deepEqual(error, {
      code: 'textproto-bad-bool',
      message: '`disabled` holds one value, not a list: remove the brackets.',
      start: at,
      end: at + 1,
      raisedAt: at,
    });
  });
});

describe('a here-document', () => {
  const message =
    'The service validates without expanding here-documents, so it rejects them: write the text in quotes.';
  for (const [marked, code, behind] of [
    ['job { id: [[<<END]]\nx\nEND\n }', 'textproto-bad-string', 0],
    ['job { disabled: [[<<END]]\r\nx\r\nEND\r\n }', 'textproto-bad-bool', 0],
    // The first `<` opens the message.
    ['job { noop: [[<<END]]\nx\nEND\n }', 'textproto-unknown-field', 1],
  ] as const) {
    it(`is pointed at by its first line: ${JSON.stringify(marked)}`, () => {
      const { error, span } = onlyError(marked);
      assert.deepEqual(error, { code, message, ...span, raisedAt: (span?.start ?? 0) + behind });
    });
  }
});

describe('a colon that is missing', () => {
  for (const [marked, continues, at] of [
    ['job { [[id]]', false, 'name'],
    ['job { id[[]]', true, 'what stands there'],
    ['job { id [[/]]', false, 'what stands there'],
    ['job { id [[/]] @ }', false, 'what stands there'],
    ['job { id [[/]] "\\q" }', false, 'what stands there'],
    ['job { id [[1]] }', false, 'what stands there'],
    ['job { id [[[]"a"] }', false, 'what stands there'],
  ] as const) {
    it(`is told at the ${at}: ${marked}${continues ? ', with more to follow' : ''}`, () => {
      const { error, span } = onlyError(marked, continues);
      assert.equal(error.code, 'textproto-missing-colon');
      assert.equal(error.message, '`:` is missing after `id`.');
      assert.deepEqual({ start: error.start, end: error.end }, span);
    });
  }
});

describe('what is left of a text with errors', () => {
  for (const [text, json] of [
    ['job { acl_sets: [a, "b"] acl_sets: "c" }', { job: [{ acl_sets: ['b', 'c'] }] }],
    ['job { acl_sets: [a] acl_sets: [] }', { job: [{}] }],
    ['job { acls: [1, {}] }', { job: [{ acls: [{}] }] }],
    ['job { noop: [{}] }', { job: [{}] }],
    [
      'job { triggering_policy { kind: 9 log_base: x } }',
      { job: [{ triggering_policy: { kind: 9 } }] },
    ],
  ] as const) {
    it(text, () => assert.deepEqual(bind(new Source(text)).json, json));
  }

  it('is bound to the end, though no more errors are told than there is room for', () => {
    const text = `${'job { x: 1 }\n'.repeat(MAX_TEXT_ERRORS + 1)}job { id: "last" }`;
    const { errors, json } = bind(new Source(text));
    assert.equal(errors.length, MAX_TEXT_ERRORS);
    const { job } = json as { job: readonly object[] };
    assert.equal(job.length, MAX_TEXT_ERRORS + 2);
    assert.deepEqual(job.at(-1), { id: 'last' });
  });
});
