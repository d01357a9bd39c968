import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wellFormed } from '../../src/text/well-formed.ts';

describe('wellFormed', () => {
  const cases: readonly [value: unknown, result: unknown][] = [
    ['a\udcffb', 'a\ufffdb'],
    ['\ud800', '\ufffd'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    ['\u{1f600}', '\u{1f600}'],
    [
      [1, ['\udc80'], null],
      [1, ['\ufffd'], null],
    ],
    [{ '\udc80': { path: ['x', '\udcff'] } }, { '\ufffd': { path: ['x', '\ufffd'] } }],
    [JSON.parse('{"__proto__": "\\udcff"}'), JSON.parse('{"__proto__": "\\ufffd"}')],
  ];
  for (const [value, result] of cases) {
    it(`${JSON.stringify(value)} → ${JSON.stringify(result)}`, () => {
      assert.deepEqual(wellFormed(value), result);
    });
  }

  it('keeps what is well-formed, object for object', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(wellFormed(value), value);
      }),
    );
  });

  it('leaves nothing that is not', () => {
    const unit = fc.constantFrom('a', '\ud83d', '\ude00', '\udcff', '\\', '"');
    const text = fc.string({ unit });
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.array(tie('value')),
        fc.dictionary(text, tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(value, (value) => {
        const json = JSON.stringify(wellFormed(value));
        assert.doesNotMatch(json, /(?<!\\)(?:\\\\)*\\ud/);
        assert.ok(json.isWellFormed());
      }),
    );
  });
});
