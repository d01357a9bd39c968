import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatTextproto } from '../../src/textproto/format/format.ts';
import { indentedLines } from '../../src/textproto/format/indentation.ts';
import { generatedConfig } from '../bench/generated-config.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 2000);
const CONFIG = generatedConfig(3000);

const token = fc.constantFrom(
  ...[
    '{',
    '}',
    '<',
    '>',
    '[',
    ']',
    ':',
    ';',
    ',',
    '"',
    "'",
    '\\',
    '#',
    '# c\n',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '\n\n',
  ],
  ...[
    'a',
    'job',
    '\njob {',
    '"x"',
    "'\"'",
    '1',
    '-',
    '<<E\nE\n',
    '[a.b]',
    '\ufeff',
    '\0',
    '\f',
    '\udcff',
    '@',
    '%',
    '//',
    '/*',
  ],
  ...[
    '# txtpbfmt: off\n',
    '# txtpbfmt: on\n',
    '# txtpbfmt: skip_all_colons\n',
    '# txtpbfmt: sort_fields_by_field_name\n',
  ],
);

const text = fc.oneof(
  fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join('')),
  fc
    .array(fc.tuple(fc.nat(), fc.nat(20), fc.array(token, { maxLength: 3 })), { maxLength: 5 })
    .map((edits) => {
      let spoiled = CONFIG;
      for (const [at, length, tokens] of edits) {
        const from = at % (spoiled.length + 1);
        spoiled = spoiled.slice(0, from) + tokens.join('') + spoiled.slice(from + length);
      }
      return spoiled;
    }),
);

describe('formatting whatever text', function () {
  this.timeout(120_000);

  it(`never throws, is done after once, and blames no mistake of ours (seed ${seed})`, () => {
    fc.assert(
      fc.property(text, (before) => {
        const { text: after, left } = formatTextproto(before);
        for (const { message } of left) assert.doesNotMatch(message, /mistake of the formatter/);
        assert.equal(formatTextproto(after).text, after);
        for (const { start, indentation } of indentedLines(before)) {
          assert.equal(before.slice(start, start + indentation.length), indentation);
          assert.match(indentation, /^[ \t]*$/);
        }
      }),
      { seed, numRuns },
    );
  });
});
