// The rules of the layout one by one, and where txtpbfmt loses something that we keep (spec format.md).

import assert from 'node:assert/strict';
import { formatTextproto } from '../../../src/textproto/format/format.ts';

type Row = readonly [what: string, text: string, formatted: string];

const RULES: readonly Row[] = [
  ['indentation (R1)', 'job {\n\t    id: "a"\n}\n', 'job {\n  id: "a"\n}\n'],
  ['around a colon (R2)', 'a   :    1\n', 'a: 1\n'],
  ['one field in a line (R3)', 'a: 1 b: 2\n', 'a: 1\nb: 2\n'],
  ['a colon before a block (R4)', 'job:{\nid: "a"\n}\n', 'job: {\n  id: "a"\n}\n'],
  ['no colon before a block (R4)', 'job{\nid: "a"\n}\n', 'job {\n  id: "a"\n}\n'],
  ['the brace is in the line of the name (R5)', 'job\n{\nid:"a"\n}', 'job {\n  id: "a"\n}\n'],
  ['angle brackets (R6)', 'job <\nid:"a"\n>\n', 'job {\n  id: "a"\n}\n'],
  ['after a brace (R7)', 'job {\na: 1\n} job {\na: 1\n}', 'job {\n  a: 1\n}\njob {\n  a: 1\n}\n'],
  ['a block in one line (R8)', 'job{id:"a",schedule:"b"}', 'job { id: "a" schedule: "b" }\n'],
  [
    'blocks in each other (R9)',
    'job {\nid: "a" noop { sleep_ms: 1 } }',
    'job {\n  id: "a"\n  noop { sleep_ms: 1 }\n}\n',
  ],
  ['an inner block of two lines (R9)', 'job { noop {\n} }', 'job {\n  noop {\n  }\n}\n'],
  ['an empty block (R10)', 'job {   }', 'job {}\n'],
  ['an empty block of two lines (R10)', 'job {\n}', 'job {\n}\n'],
  ['long lines (R11)', `a: "${'x'.repeat(300)}"`, `a: "${'x'.repeat(300)}"\n`],
  ['order (R12)', 'b: 1\na: 1\nb: 1\n', 'b: 1\na: 1\nb: 1\n'],
  ['separators (R13)', 'a: 1;\nb: 2,\nc{},', 'a: 1\nb: 2\nc {}\n'],
  ['quotes (R15)', `a: 'x "y" z'\n`, 'a: "x \\"y\\" z"\n'],
  ['quotes that are escaped (R15)', `a: 'it\\'s \\"x\\"'\n`, `a: "it\\'s \\"x\\""\n`],
  ['a backslash before a quote (R15)', `a: '\\\\"'\n`, 'a: "\\\\\\""\n'],
  ['escapes (R15)', 'a: "\\303\\251 é \\x41\t"\n', 'a: "\\303\\251 é \\x41\t"\n'],
  ['words (R16)', 'a: -1.0F b: 0x1F c: nan d: -inf\n', 'a: -1.0F\nb: 0x1F\nc: nan\nd: -inf\n'],
  ['a value in the next line (R17)', 'a:\n\n  "x"', 'a: "x"\n'],
  ['adjacent strings (R18)', `a: "x" 'y'`, 'a:\n  "x"\n  "y"\n'],
  ['blank lines between strings (R19)', 'a: "x"\n\n\n"y"', 'a:\n  "x"\n  "y"\n'],
  ['a name in brackets (R20)', '[ foo . bar ]: 1\n[a.b/c]{}', '[foo.bar]: 1\n[a.b/c] {}\n'],
  ['a list in one line (R21)', 'a: ["x","y" ,  "z",]', 'a: ["x", "y", "z"]\n'],
  ['a list in several lines (R22)', 'a: ["x",\n\n"y",]', 'a: [\n  "x",\n  "y"\n]\n'],
  ['an empty list (R23)', 'a: [ ]\nb: [\n\n]', 'a: []\nb: [\n]\n'],
  ['messages in one line (R24)', 'a: [{id:"a"},{id:"b"}]', 'a: [ { id: "a" }, { id: "b" } ]\n'],
  [
    'messages in several lines (R25)',
    'a: [{id:"a"},\n\n{\nid:"b"},]',
    'a: [\n  { id: "a" },\n\n  {\n    id: "b"\n  }\n]\n',
  ],
  ['no colon before a list (R26)', 'a["x"]', 'a ["x"]\n'],
  ['blank lines (R27)', 'a: 1\n\n \t\n\nb: 1\n', 'a: 1\n\nb: 1\n'],
  ['blank lines in a block (R28)', 'job {\n\n\n  a: 1\n\n}\n', 'job {\n\n  a: 1\n\n}\n'],
  ['blank lines after a comment (R29)', '# c\n\n\na: 1\n', '# c\n\na: 1\n'],
  ['blank lines before everything (R30)', '\n \n\na: 1', 'a: 1\n'],
  ['blank lines after everything (R31)', 'a: 1\n\n\n\n', 'a: 1\n\n'],
  ['nothing (R32)', '', ''],
  ['blanks alone (R32)', '\n \t\n', ''],
  ['a comment alone (R32)', ' # c', '# c\n'],
  ['blanks at the end of a line (R33)', 'a: 1  \t\nb {\n}  \n', 'a: 1\nb {\n}\n'],
  ['blanks after an opener (R47)', 'a { \n}\nb <\t\nc:1\n>', 'a {\n\n}\nb {\n\n  c: 1\n}\n'],
  ['blanks and a comment after an opener (R47)', 'a {  # c\nb:1\n}', 'a {\n  # c\n  b: 1\n}\n'],
  ['blanks before a comment in a block (R47)', 'a { \n # c\n}', 'a {\n\n  # c\n}\n'],
  ['blanks after a separator (R48)', 'a: 1; \nb: [1],\t\nc:2', 'a: 1\n\nb: [1]\n\nc: 2\n'],
  ['blanks after that of strings (R48)', 'a: "x" "y"; \nb:1', 'a:\n  "x"\n  "y"\n\nb: 1\n'],
  ['blanks after that of a block (R48)', 'a {}; \nb {} ; \nc:1', 'a {}\nb {}\n\nc: 1\n'],
  [
    'blanks after that of messages (R48)',
    'a: [{}]; \nb: [{}] ; \nc: []; \nd:1',
    'a: [ {} ]\nb: [ {} ]\n\nc: []\n\nd: 1\n',
  ],
  ['blanks after a separator in a block (R48)', 'a { b:1; \n}', 'a {\n  b: 1\n\n}\n'],
  ['a separator in the next line (R48)', 'a: 1\n;\nb: 1\n; \nc:1', 'a: 1\nb: 1\n\nc: 1\n'],
  ['blank lines before a separator (R48)', 'a: 1\n\n; b: 1', 'a: 1\n\nb: 1\n'],
  ['a last line of blanks (R49)', 'a: 1\n  ', 'a: 1\n\n'],
  ['the same after a comment (R49)', 'a: 1 # c\n ', 'a: 1  # c\n\n'],
  ['the same below a comment (R49)', 'a: 1\n# c\n ', 'a: 1\n# c\n'],
  ['the same below a blank line (R49)', '# c\n \n ', '# c\n\n'],
  ['blanks at the end of the last line (R49)', 'a {} \t', 'a {}\n'],
  ['blanks after the last separator (R49)', 'a {}; b: 1; ', 'a {}\nb: 1\n\n'],
  ['a blank line of blanks below a comment (R50)', '# c\n \n# d\n \n \na:1', '# c\n# d\n\na: 1\n'],
  ['the same of a comment that moved (R50)', 'a { # c\n \nb:1\n}', 'a {\n  # c\n  b: 1\n}\n'],
  ['blank lines at the ends of a list (R51)', 'a: [ \n\n{}\n\n]', 'a: [\n  {}\n\n]\n'],
  [
    'blank lines between messages (R51)',
    'a: [\n{} ,\n{}\n,\n{},\n\n{} , \n{},\n \n]',
    'a: [\n  {},\n  {},\n  {},\n\n  {},\n\n  {}\n\n]\n',
  ],
  [
    'blank lines at the first comments of a list (R51)',
    'a: [\n\n# b\n \n# c\n\n{},\n\n# d\n\n{}\n\n# e\n\n]',
    'a: [\n  # b\n\n  # c\n  {},\n\n  # d\n\n  {}\n\n  # e\n\n]\n',
  ],
  ['the text of a comment (R34, R41)', '#c \t\n  ##  d\na: 1', '#c \t\n##  d\na: 1\n'],
  ['comments move with their block (R35)', 'a {\n# b: 1\n      #c\n}', 'a {\n  # b: 1\n  #c\n}\n'],
  [
    'a comment after something (R36)',
    'a: 1 # c\nb {\n}# d\ne: []       # f\n',
    'a: 1  # c\nb {\n}  # d\ne: []  # f\n',
  ],
  [
    'a comment after an opener (R37)',
    'a { # c\nb: [ # d\n1]}',
    'a {\n  # c\n  b: [\n    # d\n    1\n  ]\n}\n',
  ],
  ['a comment before a brace (R38)', 'a {\nb: 1\n# c\n}', 'a {\n  b: 1\n  # c\n}\n'],
  [
    'comments in a list (R40)',
    'a: [\n# b\n"x", # c\n"y" # d\n# e\n]',
    'a: [\n  # b\n  "x",  # c\n  "y"  # d\n  # e\n]\n',
  ],
  ['comments between strings (R42)', 'a: "x" # b\n# c\n"y"', 'a:\n  "x"  # b\n  # c\n  "y"\n'],
  ['a comment before a value (R43)', 'a: # c\n1', 'a:\n  # c\n  1\n'],
  ['a byte order mark (R45)', '\ufeff\n\na:1', '\ufeffa: 1\n'],
  ['bytes that are not UTF-8 (R45)', '# \udc80\na:"\udcff"', '# \udc80\na: "\udcff"\n'],
  ['no templates (R46)', 'a: "%x%"', 'a: "%x%"\n'],
  ['an escape that the service refuses', "a:   '\\q'", 'a: "\\q"\n'],
];

const KEPT: readonly Row[] = [
  ['a comment between name and colon (2.1)', 'a # c\n: 1', 'a:\n  # c\n  1\n'],
  ['the same of strings (2.1)', 'a # c\n: "x" "y"', 'a:\n  # c\n  "x"\n  "y"\n'],
  ['a comment before a brace (2.2)', 'job # c\n{\nid: "a"\n}', 'job {\n  # c\n  id: "a"\n}\n'],
  ['the same after a colon (2.2)', 'job: # c\n{ id: "a" }', 'job: {\n  # c\n  id: "a"\n}\n'],
  ['the same without anything in it (2.2)', 'job # c\n{}', 'job {\n  # c\n}\n'],
  ['the same of a list (2.2)', 'a: # c\n["x"]', 'a: [\n  # c\n  "x"\n]\n'],
  ['a string after a comment (2.3)', 'a: "x"\n\n# c\n\n"y"', 'a:\n  "x"\n  # c\n  "y"\n'],
  [
    'strings in a block of one line (2.4)',
    'm { n { a: "x" "y" } b: 1 }',
    'm {\n  n {\n    a:\n      "x"\n      "y"\n  }\n  b: 1\n}\n',
  ],
  ['a comment after a separator (R39)', 'a: 1, # c\nb: 2; # d', 'a: 1  # c\nb: 2  # d\n'],
  ['the same after a brace (R39)', 'a {\n}, # c\nb {};# d', 'a {\n}  # c\nb {}  # d\n'],
  ['CRLF (2.6)', '# c\r\na  {\r\n\r\n\r\n  b:1 # d\r\n}', '# c\r\na {\r\n\r\n  b: 1  # d\r\n}\r\n'],
  [
    'a carriage return among line feeds (R44)',
    'a: 1 # c\r\n\rb: 1\n'.replace('c\r', 'c'),
    'a: 1  # c\n\nb: 1\n',
  ],
  ['CRLF and blank lines (2.6)', '# c\r\n\r\na { \r\n}\r\n', '# c\r\n\r\na {\r\n\r\n}\r\n'],
  ['a comma in the next line (2.12)', 'a: [1\n, 2 # c\n,3]', 'a: [\n  1,\n  2,  # c\n  3\n]\n'],
  [
    'blank lines between the comments of a list (2.12)',
    'a: [\n# b\n\n# c\n1,\n# d\n\n# e\n\n2\n# f\n\n]',
    'a: [\n  # b\n  # c\n  1,\n  # d\n  # e\n  2\n  # f\n]\n',
  ],
  ['blank lines around a separator (2.14)', 'a {}\n\n;\n\nb: 1', 'a {}\n\nb: 1\n'],
  ['blank lines before a value (2.13)', 'a: # b\n\n1', 'a:\n  # b\n  1\n'],
  ['messages in angle brackets in a list (2.11)', 'a: [<x:1>]', 'a: [ { x: 1 } ]\n'],
  ['a list in a list (2.11)', 'a: [[1,2],[\n3]]', 'a: [\n  [1, 2],\n  [\n    3\n  ]\n]\n'],
  [
    'strings that a list joins',
    'a: ["x" "y",\n"z" # c\n"w"]',
    'a: [\n  "x" "y",\n  "z"  # c\n  "w"\n]\n',
  ],
];

/** What is not well formed is left, and what stands in lines of its own is formatted. */
const LEFT: readonly (readonly [...Row, left: readonly string[]])[] = [
  [
    'a brace that is missing (2.7)',
    'job {\n   a: 1\njob {\n   b: 1\n}\n',
    'job {\n   a: 1\njob {\n  b: 1\n}\n',
    ['{'],
  ],
  [
    'a comment with line ends that are none, where braces do not match',
    'x  :1\n# c\ra  :1\u2028b  :1\ny {}\n}\n',
    'x: 1\n# c\ra  :1\u2028b  :1\ny {}\n}\n',
    ['}'],
  ],
  [
    'a brace that is missing where no line begins with a word',
    ' a {\n   b :1\n',
    ' a {\n   b :1\n',
    ['{'],
  ],
  [
    'a brace too many, and an indented field on top that is wrong',
    '  a  :1\n  b\nc  :1\nd  :1\n}',
    'a: 1\n  b\nc: 1\nd  :1\n}',
    ['b', '}'],
  ],
  ['a brace too many', 'job {\n   a: 1\n}\n}\nb:1', 'job {\n   a: 1\n}\n}\nb: 1\n', ['}']],
  ['a brace of the other kind (2.7)', 'a {\n   b: 1\n>\nc:1\n', 'a {\n   b: 1\n>\nc: 1\n', ['>']],
  ['prose (2.7)', 'a b  c\nd:1\n', 'a b  c\nd: 1\n', ['a']],
  ['an equals sign (2.7)', 'c:1\na = 1\nb:1', 'c: 1\na = 1\nb: 1\n', ['=']],
  ['a number after its sign (2.8)', 'a:- 1\nb:1', 'a:- 1\nb: 1\n', ['b']],
  ['a here-document (2.9)', 'a: <<E\n  x\nE\nb:1', 'a: <<E\n  x\nE\nb: 1\n', ['<<E\n  x\nE']],
  ['separators that are doubled (R14)', 'a:1;;\nb:1', 'a:1;;\nb: 1\n', [';']],
  ['the same in a block (R14)', 'a {b:1,;}\nb:1', 'a {b:1,;}\nb: 1\n', [';']],
  ['a form feed (R45)', 'a:1\n\f\nb:1', 'a: 1\n\f\nb: 1\n', ['\f']],
  ['a string without its end', 'a:"x\nb:1', 'a:"x\nb: 1\n', ['"x']],
  ['a value that is missing', 'a:\nb:1\n', 'a:\nb: 1\n', ['b']],
  ['a colon that is missing', 'a  "x"\nb:1', 'a  "x"\nb: 1\n', ['a']],
  ['a colon too many', 'a::1\nb:1', 'a::1\nb: 1\n', [':']],
  ['a comma that is missing', 'a: [1  2]\nb:1', 'a: [1  2]\nb: 1\n', ['2']],
  ['an item that is missing', 'a:[1,,2]\nb:1', 'a:[1,,2]\nb: 1\n', [',']],
  ['what a separator sets apart', 'b:1\na:"x";\n"y"\nb:1', 'b: 1\na:"x";\n"y"\nb: 1\n', ['"y"']],
  ['what is in its line', 'x:1  y  z:1\nb:1', 'x:1  y  z:1\nb: 1\n', ['z']],
  [
    'deep nesting',
    `b:1\n${'a {'.repeat(120)}c:1${'}'.repeat(120)}`,
    `b: 1\n${'a {'.repeat(120)}c:1${'}'.repeat(120)}`,
    ['{'],
  ],
  [
    'comments between two',
    'a::1\n\n\n   # c\nb::1\n # d\n',
    'a::1\n\n# c\nb::1\n# d\n',
    [':', ':'],
  ],
  [
    'what would begin the file with a byte order mark',
    '\r\n\ufeff\r\na:1',
    '\r\n\ufeff\r\na: 1\r\n',
    ['\ufeff'],
  ],
  ['blank lines below it', 'a::1\n\n\n# c\n  b:1', 'a::1\n\n# c\nb: 1\n', [':']],
];

function check([what, text, formatted]: Row): void {
  it(what, () => {
    const result = formatTextproto(text);
    assert.equal(result.text, formatted);
    assert.deepEqual(result.left, []);
    assert.equal(formatTextproto(formatted).text, formatted, 'once more');
  });
}

describe('formatting', () => {
  describe('lays out', () => {
    for (const row of RULES) check(row);
  });

  describe('keeps what txtpbfmt loses or moves', () => {
    for (const row of KEPT) check(row);
  });

  describe('leaves', () => {
    for (const [what, text, formatted, left] of LEFT) {
      it(what, () => {
        const result = formatTextproto(text);
        assert.equal(result.text, formatted);
        assert.deepEqual(
          result.left.map(({ start, end }) => text.slice(start, end).slice(0, left[0]?.length)),
          left,
        );
        assert.equal(formatTextproto(formatted).text, formatted, 'once more');
      });
    }
  });

  it('edits as little as there is to change', () => {
    const text = 'job {\n  id: "a"\n   schedule: "b"\n}\n';
    assert.deepEqual(formatTextproto(text).edits, [{ start: 18, end: 19, text: '' }]);
  });
});
