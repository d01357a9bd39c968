// What files ask for in comments, and the ranges that are switched off (format.md 3).

import assert from 'node:assert/strict';
import { FILE_DIRECTIVES, RANGE_DIRECTIVES } from '../../../src/textproto/format/directives.ts';
import { formatTextproto } from '../../../src/textproto/format/format.ts';
import { readStyle } from '../../../src/textproto/format/style.ts';

const D = '# txtpbfmt: ';

const STYLES: readonly (readonly [directive: string, text: string, formatted: string])[] = [
  ['disable', 'a  :1', 'a  :1'],
  ['expand_all_children', 'job { noop {} l: [1] }', 'job {\n  noop {\n  }\n  l: [1]\n}\n'],
  ['preserve_angle_brackets', 'job <x:1>\nb {}', 'job < x: 1 >\nb {}\n'],
  ['skip_all_colons', 'noop: {a:1}\nb: [1]\nc: <\n>', 'noop { a: 1 }\nb: [1]\nc {\n}\n'],
  [
    'smartquotes',
    `a: "say \\"hi\\""\nb: "it\\'s"\nc: '"it\\'s"'\nd: 'x'`,
    `a: 'say "hi"'\nb: "it's"\nc: "\\"it's\\""\nd: "x"\n`,
  ],
  [
    'sort_fields_by_field_name',
    'b {d: 1 c: 2}\n# x\na: 1 # y\na: 0',
    '# x\na: 1  # y\na: 0\nb { c: 2 d: 1 }\n',
  ],
  ['sort_fields_by_field_name', 'b {\nd: 1\nc: 2\n}', 'b {\n  c: 2\n  d: 1\n}\n'],
  [
    'sort_repeated_fields_by_content',
    't: "b"\nt: \'a\'\nu: 1\nt: "0"',
    't: "a"\nt: "b"\nu: 1\nt: "0"\n',
  ],
  [
    'sort_fields_by_field_name',
    'b {\n# x\n\n# y\nd: 1\nc: 2\n}',
    'b {\n  # x\n  c: 2\n\n  # y\n  d: 1\n}\n',
  ],
  ['sort_fields_by_field_name', '[ b ]: 1\n[a]: 1', '[a]: 1\n[b]: 1\n'],
  ['sort_repeated_fields_by_content', 'a {t: "b" t: "a"}', 'a { t: "a" t: "b" }\n'],
  ['sort_repeated_fields_by_content', 't: ["b","a"]', 't: ["a", "b"]\n'],
  ['sort_repeated_fields_by_content', `t: [1,'b',"a"]`, 't: ["a", "b", 1]\n'],
  [
    'sort_repeated_fields_by_subfield=id',
    'a {b {id: 2} b {id: 1}}',
    'a { b { id: 1 } b { id: 2 } }\n',
  ],
  ['remove_duplicate_values_for_repeated_fields', 'a {t: 1 t: 1}', 'a { t: 1 }\n'],
  [
    'remove_duplicate_values_for_repeated_fields',
    't: "a" "b"\nt: "ab"\nt: "a" "b"',
    't:\n  "a"\n  "b"\nt: "ab"\nt:\n  "a"\n  "b"\n',
  ],
  ['sort_repeated_fields_by_content', 't: [\n"b",\n"a"]', 't: [\n  "a",\n  "b"\n]\n'],
  [
    'sort_repeated_fields_by_subfield=id',
    'job {id:"z"}\n\njob {id:"b"}',
    'job { id: "b" }\n\njob { id: "z" }\n'.replace('\n\n', '\n'),
  ],
  [
    'sort_repeated_fields_by_subfield=job.id',
    'x {id:"z"}\nx {id:"b"}\njob {id:"z"}\njob {id:"b"}',
    'x { id: "z" }\nx { id: "b" }\njob { id: "b" }\njob { id: "z" }\n',
  ],
  [
    'sort_repeated_fields_by_subfield=n, sort_repeated_fields_by_subfield=id',
    'j {id:"z" n:1}\nj {id:"b" n:1}\nj{id:"x" n:0}',
    'j { id: "x" n: 0 }\nj { id: "b" n: 1 }\nj { id: "z" n: 1 }\n',
  ],
  ['sort_repeated_fields_by_content, reverse_sort', 't: "a"\nt: "b"', 't: "b"\nt: "a"\n'],
  [
    'sort_repeated_fields_by_content, dns_sort_order',
    't: "a.org"\nt: "b.com"\nt: "z.com"',
    't: "b.com"\nt: "z.com"\nt: "a.org"\n',
  ],
  [
    'remove_duplicate_values_for_repeated_fields',
    't: "a"\nt: "b"\n# x\nt: \'a\' # y\nb {}\nb {}',
    '# x\n# y\nt: "a"\nt: "b"\nb {}\nb {}\n',
  ],
  [
    'wrap_strings_at_column=20',
    'abcdefgh: "01234567"\nabcdefgh: "012345678" # c\nabcdefgh: "0123456789abcdefg"\nx {\nabcdef: "012345678"\n}',
    'abcdefgh: "01234567"\nabcdefgh:\n  "012345678"  # c\nabcdefgh: "0123456789abcdefg"\nx {\n  abcdef:\n    "012345678"\n}\n',
  ],
  [
    'wrap_strings_at_column=30',
    'a: "the quick brown fox jumps over the lazy dog"\nm { a: "the quick brown fox jumps over the lazy dog" }',
    'a:\n  "the quick brown fox jumps "\n  "over the lazy dog"\nm { a: "the quick brown fox jumps over the lazy dog" }\n',
  ],
  [
    'wrap_strings_at_column=20',
    'a: "<b>bold and long enough to be cut"',
    'a: "<b>bold and long enough to be cut"\n',
  ],
  [
    'wrap_strings_at_column=20, wrap_html_strings',
    'a: "<b>bold and long enough"',
    'a:\n  "<b>bold and "\n  "long enough"\n',
  ],
  [
    'wrap_strings_at_column=10, wrap_strings_without_wordwrap',
    'a: "abcde\\nfghij"',
    'a:\n  "abcde"\n  "\\nfghi"\n  "j"\n',
  ],
  ['wrap_strings_after_newlines', 'a: "one\\ntwo\\n"', 'a:\n  "one\\n"\n  "two\\n"\n'],
  ['wrap_strings_after_newlines', 'a: "\\x01\\n\\x02"', 'a: "\\x01\\n\\x02"\n'],
  // 3.4.1: what has no name comes first, and last in reverse.
  ['sort_fields_by_field_name', 'x {\nb: 1\na: 1\n# end\n}', 'x {\n  # end\n  a: 1\n  b: 1\n}\n'],
  [
    'sort_fields_by_field_name, reverse_sort',
    'x {\n# apart\n\na: 1\nb: 1\n}',
    'x {\n  b: 1\n\n  a: 1\n  # apart\n}\n',
  ],
  ['field_sort_order=x:b c', 'x {\na: 1\nc: 1\nb: 1\n}', 'x {\n  a: 1\n  b: 1\n  c: 1\n}\n'],
  ['field_sort_order=__ROOT__:b a', 'a {b: 1 a: 1}\nb {}', 'b {}\na { b: 1 a: 1 }\n'],
  // 3.4.2
  [
    'sort_repeated_fields_by_content',
    't: 3\nt: 2\n\n# apart\n\nt: 1\nt: 0',
    't: 2\nt: 3\n\n# apart\n\nt: 0\nt: 1\n',
  ],
  // 3.4.3
  [
    'sort_repeated_fields_by_content',
    't: "b"\nt: ["a"]\nt: {}\nt: "c" "d"\nt: [1, 0]',
    't: {}\nt:\n  "c"\n  "d"\nt: [0, 1]\nt: ["a"]\nt: "b"\n',
  ],
  ['sort_repeated_fields_by_content', 't: "b"\nt: 1\nt: "a"', 't: "a"\nt: "b"\nt: 1\n'],
  // 3.4.4
  [
    'sort_repeated_fields_by_subfield=j.b.n',
    'j {b {n: 2}}\nj {b {n: 1}}\nj {b {n: 0} b {n: 0}}',
    'j { b { n: 0 } b { n: 0 } }\nj { b { n: 1 } }\nj { b { n: 2 } }\n',
  ],
  [
    'sort_repeated_fields_by_subfield=n',
    'l: [{n: 2}, {n: 1}, {}]',
    'l: [ {}, { n: 1 }, { n: 2 } ]\n',
  ],
  [
    'sort_repeated_fields_by_subfield=n, dns_sort_order',
    'j {n: "b.a"}\nj {n: "a.b"}\nj {n: "a.a"}',
    'j { n: "a.a" }\nj { n: "b.a" }\nj { n: "a.b" }\n',
  ],
  // 3.4.5
  [
    'sort_repeated_fields_by_content',
    't: [\n# b\n"b", # b\n"a" # a\n# end\n]',
    't: [\n  "a",  # a\n  # b\n  "b"  # b\n  # end\n]\n',
  ],
  // 3.4.6
  ['remove_duplicate_values_for_repeated_fields', 't: "#"\n\nt: ["#"]\nu: 1', 't: "#"\n\nu: 1\n'],
  [
    'remove_duplicate_values_for_repeated_fields, sort_fields_by_field_name',
    't: 1\n# again\nt: 1 # why\na: 1',
    'a: 1\n# again\n# why\nt: 1\n',
  ],
  [
    'use_short_repeated_primitive_fields',
    't: 1\nt: 2\n\nt: "a"\nt: [3] # c\nu: 1\nm {t: 1 t: 2}',
    't: [1, 2]\n\nt: [\n  "a",\n  3  # c\n]\nu: 1\nm { t: [1, 2] }\n',
  ],
  [
    'use_short_repeated_primitive_fields, remove_duplicate_values_for_repeated_fields',
    't: 1\nt: 1\nt: 2',
    't: [1, 2]\n',
  ],
  [
    'use_short_repeated_primitive_fields, sort_repeated_fields_by_content',
    't: 1\n\nt: 3\nt: 2',
    't: [1, 2]\n\nt: 3\n',
  ],
  // 3.5.1: in bytes, and literals together.
  ['wrap_strings_at_column=12', 'abcd: "ééé"', 'abcd:\n  "ééé"\n'],
  ['wrap_strings_at_column=16', 'a: "b" "cc dd ee ff gg"', 'a:\n  "bcc dd ee "\n  "ff gg"\n'],
  ['wrap_strings_at_column=30, wrap_strings_without_wordwrap', 'a: "b" "c"', 'a: "bc"\n'],
  // 3.5.2, 3.5.3
  ['wrap_strings_at_column=14', 'a: "bbbbb aaaa aaaaa"', 'a:\n  "bbbbb "\n  "aaaa "\n  "aaaaa"\n'],
  ['wrap_strings_at_column=14', 'a: "aaaaa  aaaaa  "', 'a:\n  "aaaaa  "\n  "aaaaa  "\n'],
  // 3.5.4
  ['wrap_strings_after_newlines', 'a: "x\\n" "y\\nz"', 'a:\n  "x\\n"\n  "y\\n"\n  "z"\n'],
  // 3.5.5
  [
    'wrap_strings_at_column=14',
    'a: "aaaaa bbbbb ccccc" # c\nb: 1',
    'a:\n  "aaaaa "  # c\n  "bbbbb "\n  "ccccc"\nb: 1\n',
  ],
  [
    'wrap_strings_at_column=30, wrap_strings_without_wordwrap',
    'a: "b"\n# c\n"d" # e\nf: 1',
    'a: "bd"  # c\n# e\nf: 1\n',
  ],
  [
    'wrap_strings_at_column=16, wrap_strings_without_wordwrap',
    'a: "abcdef" # too long',
    'a:\n  # too long\n  "abcdef"\n',
  ],
  // 3.5.6
  [
    'wrap_strings_at_column=12',
    'a: [\n"aaa bbb ccc",\n"d"\n]',
    'a: [\n  "aaa bbb ccc",\n  "d"\n]\n',
  ],
  [
    'smartquotes, wrap_strings_at_column=16',
    `a: 'aaaa "b" cccc dddd'`,
    `a:\n  'aaaa "b" '\n  "cccc dddd"\n`,
  ],
];

const OFF: readonly (readonly [what: string, text: string, formatted: string])[] = [
  [
    'among fields',
    'a  :1\n\n\n   # txtpbfmt: off\nb  :1\n  c { d  : 1 }\n # txtpbfmt: on\n\n\nd  :1',
    'a: 1\n\n   # txtpbfmt: off\nb  :1\n  c { d  : 1 }\n # txtpbfmt: on\n\nd: 1\n',
  ],
  [
    'in a block',
    'a {\nb  :1\n# txtpbfmt: off\nc  :1\n# txtpbfmt: on\nd  :1\n}',
    'a {\n  b: 1\n# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n  d: 1\n}\n',
  ],
  [
    'up to the end of a block',
    'a {\n# txtpbfmt: off\nc  :1\n   # txtpbfmt: on\n}',
    'a {\n# txtpbfmt: off\nc  :1\n   # txtpbfmt: on\n}\n',
  ],
  [
    'with line ends of Windows',
    'b  :1\r\n# txtpbfmt: off\r\nc  :1\r\n# txtpbfmt: on\r\n',
    'b: 1\r\n# txtpbfmt: off\r\nc  :1\r\n# txtpbfmt: on\r\n',
  ],
  [
    'not right below another comment',
    '# x\n# txtpbfmt: off\nc  :1',
    '# x\n# txtpbfmt: off\nc: 1\n',
  ],
  [
    'below a comment and a blank line, which stays though there are blanks in it',
    '# x\n \n# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n',
    '# x\n\n# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n',
  ],
  [
    'and below it a blank line with blanks in it',
    '# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n  \n\t# x\na {\n# txtpbfmt: off\n# txtpbfmt: on\n  \n}',
    '# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n\n# x\na {\n# txtpbfmt: off\n# txtpbfmt: on\n\n}\n',
  ],
  [
    'right below another range',
    '# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n# txtpbfmt: off\nd  :1\n# txtpbfmt: on\n',
    '# txtpbfmt: off\nc  :1\n# txtpbfmt: on\n# txtpbfmt: off\nd  :1\n# txtpbfmt: on\n',
  ],
  [
    'up to a comment beside something',
    'a {\n# txtpbfmt: off\nc  :1 # c # txtpbfmt: on\nd  :1\n}',
    'a {\n# txtpbfmt: off\nc  :1 # c # txtpbfmt: on\n  d: 1\n}\n',
  ],
  [
    'below a comment that moves into the block',
    'a # c\n{\n# txtpbfmt: off\nx  :1\n# txtpbfmt: on\n}',
    'a {\n  # c\n\n# txtpbfmt: off\nx  :1\n# txtpbfmt: on\n}\n',
  ],
  [
    'around what is wrong',
    'a  :1\n# txtpbfmt: off\nx  :1\ny::1\nz  "1\n}\n# txtpbfmt: on\nb  :1',
    'a: 1\n# txtpbfmt: off\nx  :1\ny::1\nz  "1\n}\n# txtpbfmt: on\nb: 1\n',
  ],
  ['in no other spelling', '#txtpbfmt: off\nx  :1', '#txtpbfmt: off\nx: 1\n'],
];

const X = '# txtpbfmt: off\nx  :1\n# txtpbfmt: on\n';
const Y = X.replace('\nx', '\ny');

/** Where files are sorted, a range is a comment that is about no field (3.4.1). */
const OFF_SORTED: readonly (readonly [directive: string, text: string, formatted: string])[] = [
  [
    'sort_fields_by_field_name',
    `m {\nc:1\n# c\n\n${X}\n# b\nb:1\n${Y}a:1\n}`,
    `m {\n  # c\n\n${X}\n${Y}  a: 1\n  # b\n  b: 1\n  c: 1\n}\n`,
  ],
  [
    'sort_fields_by_field_name, reverse_sort',
    `m {\na:1\n${X}b:1\n}`,
    `m {\n  b: 1\n  a: 1\n${X}}\n`,
  ],
  [
    'sort_fields_by_field_name',
    `m {\nb:1\n# c\n\na:1\n${X}}`,
    `m {\n  # c\n\n${X}\n  a: 1\n  b: 1\n}\n`,
  ],
  ['smartquotes, sort_fields_by_field_name', `${X}b:1\na:1`, `${X}a: 1\nb: 1\n`],
  ['sort_fields_by_field_name', `b:1\n${X}a:1`, `${X}a: 1\nb: 1\n`],
  ['field_sort_order=m:b a', `m {\na:1\n${X}b:1\n}`, `m {\n  b: 1\n  a: 1\n${X}}\n`],
  [
    'sort_repeated_fields_by_content',
    `m {\nt: 4\nt: 3\n${X}\nt: 2\nt: 1\n}`,
    `m {\n  t: 3\n  t: 4\n${X}\n  t: 1\n  t: 2\n}\n`,
  ],
  [
    'remove_duplicate_values_for_repeated_fields',
    `m {\nx: 1\n${X}\nx: 1\n}`,
    `m {\n  x: 1\n${X}\n}\n`,
  ],
  [
    'use_short_repeated_primitive_fields',
    `m {\nt: 1\nt: 2\n${X}t: 3\nt: 4\n}`,
    `m {\n  t: [1, 2]\n${X}  t: [3, 4]\n}\n`,
  ],
];

describe('formatting by directives', () => {
  for (const [directive, text, formatted] of [...STYLES, ...OFF_SORTED]) {
    it(directive, () => {
      const result = formatTextproto(`${D}${directive}\n\n${text}`);
      assert.equal(result.text, `${D}${directive}\n\n${formatted}`);
      assert.deepEqual([result.left, result.directives], [[], []]);
      assert.equal(formatTextproto(result.text).text, result.text, 'once more');
    });
  }

  for (const [what, text, formatted] of OFF) {
    it(`switched off ${what} (3.3)`, () => {
      const result = formatTextproto(text);
      assert.equal(result.text, formatted);
      assert.deepEqual(result.left, []);
      assert.equal(formatTextproto(formatted).text, formatted, 'once more');
    });
  }

  for (const [what, bad] of [
    ['something is left', 'c::1\n'],
    ['braces do not match', 'c {\n'],
  ] as const) {
    it(`where ${what}: comments above it stay there`, () => {
      const head = `${D}sort_fields_by_field_name\n\n`;
      const text = `${head}m {\n  b: 1\n  a: 1\n}\n\n# about c\n\n# about c, too\n${bad}`;
      const after = text.replace('  b: 1\n  a: 1\n', '  a: 1\n  b: 1\n');
      assert.equal(formatTextproto(text).text, after);
    });
  }

  it('in another spelling are told', () => {
    const text = 'a: 1\n #txtpbfmt: off\nb: 1\n# txtpbfmt:on \n# txtpbfmt: offer\n';
    assert.deepEqual(
      formatTextproto(text).directives.map(({ start, end }) => text.slice(start, end)),
      ['#txtpbfmt: off', '# txtpbfmt:on'],
    );
  });

  it('switched off and never on again: nothing is touched, and it says so', () => {
    const text = 'a  :1\n# txtpbfmt: off\nb  :1\n';
    const { edits, left } = formatTextproto(text);
    assert.deepEqual(edits, []);
    assert.deepEqual(
      left.map(({ start, end }) => text.slice(start, end)),
      ['# txtpbfmt: off'],
    );
  });

  it('not between fields: they are left, and it says so', () => {
    const text = 'a  {\nb # c\n# txtpbfmt: off\n{ x  :1\n# txtpbfmt: on\n}\n}\nd  :1\n';
    const { text: formatted, left } = formatTextproto(text);
    assert.equal(formatted, text.replace('d  ', 'd').replace('d:', 'd: '));
    assert.deepEqual(
      left.map(({ start, end }) => text.slice(start, end)),
      ['# txtpbfmt: off'],
    );
  });

  it('switched off where braces do not match: the range is as it was', () => {
    const text = `job {\n${X}b  :1\n}\n}\n# c\n\n${Y}d  :1\n`;
    const { text: formatted, left } = formatTextproto(text);
    assert.ok(left.length > 0);
    assert.equal(formatted, text.replace('d  ', 'd').replace('d:', 'd: '));
  });

  it('are found wherever they stand in the leading comments, however they are spaced (3.1)', () => {
    const text = '# x\n\n #txtpbfmt :expand_all_children ,skip_all_colons\na: {}\n';
    assert.match(formatTextproto(text).text, /^a \{\n\}$/m);
    const later = `a: {}\n${D}skip_all_colons\n`;
    assert.equal(formatTextproto(later).text, later);
  });

  it('count though they are indented, below blanks, and the last one of two (2.15)', () => {
    const wrap = 'wrap_strings_at_column';
    const text = `  # x\n \n\t${D}${wrap}=60\n${D}${wrap}=+016, smartquotes=no\na: 'b' 'cc dd ee ff gg'\n`;
    const { text: formatted, directives } = formatTextproto(text);
    assert.match(formatted, /^a:\n {2}"bcc dd ee "\n {2}"ff gg"$/m);
    assert.deepEqual(directives, []);
    const left = `  ${D}disable\na  :1\n`;
    assert.equal(formatTextproto(left).text, left);
  });

  it('that do not exist are told, and the file is formatted (3.1)', () => {
    const text = `${D}smartquote, wrap_strings_at_column=x, disable_not\na  :1\n`;
    const { text: formatted, directives } = formatTextproto(text);
    assert.match(formatted, /^a: 1$/m);
    assert.deepEqual(
      directives.map(({ start, end }) => text.slice(start, end)),
      ['smartquote', 'wrap_strings_at_column=x', 'disable_not'],
    );
  });

  it('keep what is right below them, which is not switched off there', () => {
    const text = `${D}sort_fields_by_field_name\n# txtpbfmt: off\nb: 1\na: 1\n# txtpbfmt: on\n`;
    assert.equal(
      formatTextproto(text).text,
      `${D}sort_fields_by_field_name\n# txtpbfmt: off\n# txtpbfmt: on\na: 1\nb: 1\n`,
    );
  });

  it('stay on top when the first field moves (2.10)', () => {
    const text = `# licence\n${D}sort_fields_by_field_name\n\n# about b\nb: 1\na: 1\n`;
    assert.equal(
      formatTextproto(text).text,
      `# licence\n${D}sort_fields_by_field_name\n\na: 1\n# about b\nb: 1\n`,
    );
  });
});

describe('the list of directives', () => {
  const DEFAULT = readStyle('').style;

  for (const { name, value } of FILE_DIRECTIVES) {
    it(`has ${name}, which changes the style`, () => {
      const written = value === undefined ? name : `${name}=${value}`;
      const { style, problems } = readStyle(`# txtpbfmt: ${written}\n`);
      assert.deepEqual(problems, []);
      assert.notDeepEqual(style, DEFAULT);
    });
  }

  it('has what changes each part of it, and nothing twice', () => {
    const changed = FILE_DIRECTIVES.map(({ name, value = '' }) => {
      const { style } = readStyle(`# txtpbfmt: ${name}${value && '='}${value}\n`);
      const parts = Object.keys(DEFAULT) as (keyof typeof DEFAULT)[];
      return parts.filter((part) => style[part] !== DEFAULT[part]).join();
    });
    assert.deepEqual(changed.toSorted(), Object.keys(DEFAULT).sort());
  });

  it('has the words that begin and end a range', () => {
    const [off, on] = RANGE_DIRECTIVES.map(({ name }) => `# txtpbfmt: ${name}`);
    const text = `a: 1\n\n${off}\nb:   2\n${on}\n`;
    const { edits } = formatTextproto(text);
    assert.deepEqual(edits, []);
    assert.notDeepEqual(formatTextproto(text.replace('off', 'of')).edits, []);
  });
});
