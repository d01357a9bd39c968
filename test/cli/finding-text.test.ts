import assert from 'node:assert/strict';
import { findingText, linesOf } from '../../cli/finding-text.ts';
import type { Finding } from '../../src/config/finding.ts';
import { markedText } from '../marked-text.ts';

function shown(marked: string, overrides: Partial<Finding> = {}, file = 'a.cfg', color = false) {
  const { text, ranges } = markedText(marked);
  const finding: Finding = {
    code: 'job-id-missing',
    severity: 'error',
    message: 'A sentence.',
    path: [],
    range: ranges[0] ?? assert.fail('no mark'),
    ...overrides,
  };
  return findingText(file, linesOf(text), finding, { color });
}

describe('findingText', () => {
  const cases: readonly [name: string, marked: string, where: string, ...excerpt: string[]][] = [
    ['a word', 'job {\n  [[nope]]: 1\n}\n', '2:3', '  nope: 1', '  ^^^^'],
    ['the first line', '[[x]]', '1:1', 'x', '^'],
    ['nothing at all', 'ab[[]]c', '1:3', 'abc', '  ^'],
    ['the end of the file', 'job {\n[[]]', '2:1', '', '^'],
    ['several lines', 'a [[b\nc]] d', '1:3', 'a b', '  ^'],
    ['CR LF lines', 'a\r\n[[b]]\r\n', '2:1', 'b', '^'],
    ['CR lines', 'a\r[[b]]\r', '2:1', 'b', '^'],
    ['tabs', '\tid:\t[[5]]', '1:6', '\tid:\t5', '\t   \t^'],
    ['wide characters', '"漢😀" [[字]]', '1:7', '"漢😀" 字', '       ^^'],
    ['combining characters', '"e\u0301" [[x]]', '1:6', '"e\u0301" x', '    ^'],
    ['control characters', '"\x1b[2J" [[\x07\x07]]', '1:8', '"␛[2J" ␇␇', '       ^^'],
    ['bytes that are not UTF-8', '"\udcff" [[x]]', '1:5', '"\ufffd" x', '    ^'],
  ];
  for (const [name, marked, where, source, carets] of cases) {
    it(`points at ${name}`, () => {
      const head = `a.cfg:${where}: error: A sentence. [job-id-missing]`;
      assert.equal(shown(marked), `${head}\n  ${source}\n  ${carets}\n`);
    });
  }

  it('names each severity', () => {
    for (const severity of ['error', 'warning', 'information', 'hint'] as const) {
      assert.match(shown('[[x]]', { severity }), new RegExp(`^a\\.cfg:1:1: ${severity}: A sent`));
    }
  });

  it('keeps message and file name on one line, without control characters', () => {
    const text = shown('[[x]]', { message: 'a\nb\x1b[2J' }, 'c\n\x1b[2J.cfg');
    assert.equal(text, 'c␊␛[2J.cfg:1:1: error: a␊b␛[2J [job-id-missing]\n  x\n  ^\n');
  });

  it('cuts long lines down around the range', () => {
    const [, source = '', carets = ''] = shown(
      `${'a'.repeat(1000)}[[bcd]]${'e'.repeat(1e5)}`,
    ).split('\n');
    assert.match(source, /^ {2}…a+bcde+…$/);
    assert.ok(source.length < 200, `${source.length}`);
    assert.equal(carets.indexOf('^'), source.indexOf('b'));
    assert.match(carets, /^ +\^\^\^$/);
  });

  it('cuts long ranges, too', () => {
    const [, source = '', carets = ''] = shown(`x: [[${'a'.repeat(1e5)}]]`).split('\n');
    assert.match(source, /^ {2}x: a+…$/);
    assert.equal(carets.lastIndexOf('^'), source.lastIndexOf('a'));
  });

  it('says where related places are', () => {
    const range = { start: { line: 4, character: 6 }, end: { line: 4, character: 9 } };
    const text = shown('[[x]]', { related: [{ message: 'It is\nhere.', range }] }, 'b\x1b.cfg');
    assert.equal(
      text,
      'b␛.cfg:1:1: error: A sentence. [job-id-missing]\n  x\n  ^\n  b␛.cfg:5:7: It is␊here.\n',
    );
  });

  it('has colours when asked for', () => {
    const text = shown('[[x]]', {}, 'a.cfg', true);
    assert.match(text, /^\x1b\[1ma\.cfg:1:1:\x1b\[m \x1b\[1;31merror:\x1b\[m A sentence/);
    assert.equal(text.replace(/\x1b\[[\d;]*m/g, ''), shown('[[x]]'));
  });
});
