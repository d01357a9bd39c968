import assert from 'node:assert/strict';
import { Source } from '../../src/text/source.ts';
import { HereDocuments } from '../../src/textproto/here-document.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import { assertLinearTime } from '../linear-time.ts';
import { shownTree } from './shown-tree.ts';

describe('here-documents', () => {
  const LONG = 'E'.repeat(32_768);

  describe('are values whatever is in them', () => {
    const table: [name: string, text: string, tree: string][] = [
      ['symbols and quotes', 'a: <<X\n{ [ "\n X \nb: 2', 'a:<<X\n{ [ "\n X  b:2'],
      ['blanks before the word', 'a: << \tX\nX\nb: 2', 'a:<< \tX\nX b:2'],
      ['nothing', 'a: <<X\nX', 'a:<<X\nX'],
      ['CR LF', 'a: <<X\r\n{\r\nX\r\nb: 2', 'a:<<X\r\n{\r\nX\r b:2'],
      ['the word with more in its line', 'a: <<X\nX y\nXX\n X\nb: 2', 'a:<<X\nX y\nXX\n X b:2'],
      [
        'a word too long for a RegExp',
        `a: <<${LONG}\n{\n${LONG}\nb: 2`,
        `a:<<${LONG}\n{\n${LONG} b:2`,
      ],
      ['another one after it', 'a: <<X\n{\nX\nb: <<Y\n}\nY\n', 'a:<<X\n{\nX b:<<Y\n}\nY'],
    ];
    for (const [name, text, tree] of table) {
      it(name, () => {
        const { fields, errors } = parseTextproto(new Source(text));
        assert.equal(shownTree(text, fields), tree);
        assert.deepEqual(errors, []);
      });
    }
  });

  describe('need a colon, a word and an end', () => {
    const table: [name: string, text: string][] = [
      ['no colon', 'a <<X\nX\nb: 2'],
      ['no word', 'a: <<\n\nb: 2'],
      ['a word of digits', 'a: <<1\n1\nb: 2'],
      ['more after the word', 'a: <<X y\nX\nb: 2'],
      ['no end', 'a: <<X\nXX\nb: 2'],
      ['no end, and a word too long for a RegExp', `a: <<${LONG}\n${LONG}E\nb: 2`],
    ];
    for (const [name, text] of table) {
      it(name, () => {
        const { errors } = parseTextproto(new Source(text));
        const nameless = 'There is no field name before this `<`.';
        assert.equal(
          errors.find((error) => error.start === text.indexOf('<<') + 1)?.message,
          nameless,
        );
      });
    }
  });

  it('without an end take linear time, however many there are', () => {
    assertLinearTime(
      20_000,
      (size) => 'a: <<X\n'.repeat(size),
      (text) => {
        const documents = new HereDocuments(text);
        for (let at = 3; at < text.length; at += 7) assert.equal(documents.endOf(at), -1);
      },
    );
  });
});
