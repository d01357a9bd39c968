// JSON as Go reads it, whose tree says what a text says, and more.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type GoJson, JsonNumber, JsonObject, parseGoJson } from '../../src/golang/json.ts';

/** What `JSON.parse` would make of it. */
function plain(value: GoJson): unknown {
  if (value instanceof JsonNumber) return Number(value.literal);
  if (value instanceof JsonObject) {
    return Object.fromEntries(value.members.map(([name, member]) => [name, plain(member)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

describe('JSON as Go reads it', () => {
  it('is what JSON.parse reads', () => {
    const json = fc.json({ stringUnit: 'binary' });
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\t\r\n'), (text, space) => {
        const parsed = parseGoJson(space + text + space);
        assert.ok(parsed !== undefined);
        assert.deepEqual(plain(parsed), JSON.parse(text.toWellFormed()));
      }),
    );
  });

  it('is nothing else, and never throws', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '1',
      'e',
      '-',
      'null',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        assert.equal(parseGoJson(text) !== undefined, isJson);
      }),
    );
  });

  it('keeps each of several members of one name, in their order', () => {
    const parsed = parseGoJson('{"b":1,"a":[{}],"b":"x","\\u0062":null}');
    assert.ok(parsed instanceof JsonObject);
    const names = parsed.members.map(([name]) => name);
    assert.deepEqual(names, ['b', 'a', 'b', 'b']);
    assert.deepEqual(
      parsed.members.slice(2).map(([, value]) => value),
      ['x', null],
    );
  });

  for (const literal of ['0', '-0', '1.0', '1e2', '-1.5E+10', '18446744073709551616']) {
    it(`keeps ${literal} as it is written`, () => {
      assert.deepEqual(parseGoJson(literal), new JsonNumber(literal));
    });
  }

  for (const text of [
    '',
    '\ufeff1',
    '1 2',
    '\u00a01',
    "'a'",
    '01',
    '+1',
    '"a\nb"',
    '[1,]',
    'NaN',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseGoJson(text), undefined));
  }

  const replaced: readonly (readonly [text: string, value: string])[] = [
    ['"\\ud800"', '\ufffd'],
    ['"\\ud800\\ud800"', '\ufffd\ufffd'],
    ['"\\ud83d\\ude00"', '\u{1f600}'],
    ['"\udcff"', '\ufffd'],
    ['"\udcff\\n"', '\ufffd\n'],
  ];
  for (const [text, value] of replaced) {
    it(`has ${JSON.stringify(value)} for ${JSON.stringify(text)}`, () => {
      assert.equal(parseGoJson(text), value);
    });
  }

  it('may be nested 10,000 deep, and no deeper', () => {
    const nested = (depth: number) => parseGoJson('['.repeat(depth) + ']'.repeat(depth));
    assert.ok(nested(10_000) !== undefined);
    assert.equal(nested(10_001), undefined);
    assert.equal(nested(1_000_000), undefined);
  });
});
