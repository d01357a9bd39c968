import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeUtf8, encodeUtf8 } from '../../src/golang/utf8.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { generatedConfig } from '../bench/generated-config.ts';
import { checkDocument } from './check-document.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 2000);
const CONFIG = generatedConfig(5000);

const TOKENS = [
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
    '/',
    '"',
    "'",
    '"a"',
    '""',
    '\\',
    '#',
    '\n',
    '\r',
  ],
  ...[
    ' ',
    '\t',
    '\n  ',
    '\0',
    '\ud800',
    '\udcff',
    'é',
    '😀',
    '\ufeff',
    '// x',
    '/* x',
    '<<EOF\n',
    'EOF\n',
  ],
  ...[
    '\njob',
    '\ntrigger {',
    '\njob {\n',
    'job',
    'trigger',
    'acl_sets',
    'id',
    'realm',
    'schedule',
    'noop',
  ],
  ...[
    'gitiles',
    'refs',
    'triggers',
    'triggering_policy',
    'kind',
    'log_base',
    'sleep_ms',
    'disabled',
    'x',
  ],
  ...['0', '-1', '0x1', '1e9', 'nan', 'true', 'NEWEST_FIRST', '"\\q"', '"\\377"', '[a.b]', '[a/b]'],
];
const token = fc.constantFrom(...TOKENS);

/** A real config in which some places were overwritten. */
const spoiled = fc
  .array(fc.tuple(fc.nat(), fc.nat(30), fc.array(token, { maxLength: 3 })), { maxLength: 5 })
  .map((edits) => {
    let text = CONFIG;
    for (const [at, length, tokens] of edits) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + tokens.join('') + text.slice(start + length);
    }
    return text;
  });

describe(`fuzz (FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns})`, function () {
  this.timeout(600_000);

  it('bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = decodeUtf8(bytes);
        assert.deepEqual(encodeUtf8(text), bytes);
        checkDocument(text);
      }),
      { seed, numRuns },
    );
  });

  it('tokens', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 100 }), (tokens) => {
        checkDocument(tokens.join(''));
        checkDocument(tokens.join(' '));
      }),
      { seed, numRuns },
    );
  });

  it('spoiled configs', () => {
    fc.assert(
      fc.property(spoiled, (text) => void checkDocument(text)),
      { seed, numRuns },
    );
  });

  it('edits from one spoiled config to another', () => {
    fc.assert(
      fc.property(spoiled, spoiled, (from, to) => {
        const document = checkDocument(from);
        let start = 0;
        while (start < from.length && from[start] === to[start]) start++;
        // LSP has no position between CR and LF.
        if (from[start - 1] === '\r') start--;
        const starts = lineStarts(from);
        const end = positionAt(starts, from.length);
        document.edit({ start: positionAt(starts, start), end }, to.slice(start));
        const fresh = checkDocument(to);
        assert.equal(document.text, to);
        assert.deepEqual(document.findings(), fresh.findings());
        assert.deepEqual(document.entries(), fresh.entries());
      }),
      { seed, numRuns },
    );
  });
});
