import assert from 'node:assert/strict';
import { code, enumerated, errorText, plural, shortened } from '../../src/text/wording.ts';

describe('wording', () => {
  it('counts', () => {
    assert.deepEqual(
      [0, 1, 2].map((n) => plural(n, 'job')),
      ['0 jobs', '1 job', '2 jobs'],
    );
  });

  const texts: [text: string, limit: number, shown: string][] = [
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['ab😀d', 3, 'ab…'],
    ['ab😀d', 4, 'ab😀…'],
    ['', 0, ''],
  ];
  for (const [text, limit, shown] of texts) {
    it(`shows ${JSON.stringify(text)} within ${limit} as ${JSON.stringify(shown)}`, () => {
      assert.equal(shortened(text, limit), shown);
    });
  }

  it('sets code apart, of any length', () => {
    assert.equal(code('noop'), '`noop`');
    assert.equal(code('x'.repeat(61)), `\`${'x'.repeat(60)}…\``);
  });

  const lists: [names: string[], text: string][] = [
    [[], ''],
    [['a'], '`a`'],
    [['a', 'b'], '`a` or `b`'],
    [['a', 'b', 'c'], '`a`, `b` or `c`'],
  ];
  for (const [names, text] of lists) {
    it(`enumerates ${names.length}`, () => assert.equal(enumerated(names, 'or'), text));
  }

  const errors: [error: unknown, text: string][] = [
    [new Error('no such file'), 'no such file'],
    [new TypeError(''), 'TypeError'],
    ['a string', 'a string'],
    ['', 'unknown error'],
    [undefined, 'undefined'],
  ];
  for (const [error, text] of errors) {
    it(`says ${text}`, () => assert.equal(errorText(error), text));
  }
});
