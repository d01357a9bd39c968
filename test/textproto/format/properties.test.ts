// Properties of formatting, over texts that nobody wrote: tokens with any blanks, comments and separators between them,
// and the same after something was broken.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPart } from '../../../src/config/message/read-part.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';
import { formatTextproto } from '../../../src/textproto/format/format.ts';
import { generatedConfig } from '../../bench/generated-config.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { openMarked } from '../../marked-text.ts';

const blank = fc.constantFrom('', '', ' ', '\n', '\t', '\n\n', ' \n \n', '\n  \n\n', '\r\n', ' ');
const comment = fc.constantFrom(
  '# c\n',
  '#\n',
  '# } {\n',
  '# "x\n',
  "#'\n",
  '#  two  \n',
  '# ü\r\n',
);
const gap = fc
  .array(fc.oneof({ weight: 4, arbitrary: blank }, { weight: 1, arbitrary: comment }), {
    maxLength: 3,
  })
  .map((pieces) => pieces.join(''));
const separator = fc.constantFrom('', '', '', ',', ';');
const quoted = fc.constantFrom(
  '"a"',
  "'b'",
  `'say "hi"'`,
  `"it\\'s"`,
  '""',
  '"#no"',
  '"\\303\\244"',
  `'\\"'`,
);

const strings = fc
  .array(fc.tuple(quoted, gap), { minLength: 1, maxLength: 3 })
  .map((pieces) => pieces.flat().join(''));
const word = fc.constantFrom('1', '-2', 'true', 'GREEDY_BATCHING', '0x1f', '.5', 'inf', '1.0f');
const scalar = fc.oneof(strings, word);

const list = fc
  .tuple(fc.array(fc.tuple(gap, scalar, gap), { maxLength: 3 }), fc.boolean(), gap)
  .map(([items, comma, end]) => {
    const inside = items.map((item) => item.join('')).join(',');
    return `[${inside}${comma && items.length > 0 ? ',' : ''}${end}]`;
  });

const { field } = fc.letrec<{ field: string; message: string }>((tie) => ({
  message: fc
    .tuple(fc.array(tie('field'), { maxLength: 4 }), gap, fc.boolean())
    .map(
      ([fields, end, angle]) => `${angle ? '<' : '{'}${fields.join('')}${end}${angle ? '>' : '}'}`,
    ),
  field: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(
        gap,
        fc.constantFrom('id', 'schedule', 'x'),
        gap,
        fc.constant(':'),
        gap,
        fc.oneof(scalar, list),
        blank,
        separator,
        fc.constantFrom(' ', '\n', ' # t\n'),
      )
      .map((pieces) => pieces.join('')),
    fc
      .tuple(
        gap,
        fc.constantFrom('acl_sets', 'noop', 'm'),
        gap,
        fc.constantFrom('', ':'),
        gap,
        tie('message'),
        blank,
        separator,
        fc.constantFrom('', '\n', ' # t\n'),
      )
      .map((pieces) => pieces.join('')),
  ),
}));

const text = fc
  .tuple(fc.array(field, { maxLength: 5 }), gap)
  .map(([fields, end]) => fields.join('') + end);

/** Something is taken out of a text, put in twice, or added. */
const broken = fc
  .tuple(
    text,
    fc.nat(),
    fc.nat({ max: 8 }),
    fc.constantFrom(
      '',
      '{',
      '}',
      '"',
      '[',
      ':',
      ',',
      ';',
      'a',
      '\n',
      '@',
      '# txtpbfmt: off\n',
      '\f',
    ),
  )
  .map(([whole, at, length, added]) => {
    const from = at % (whole.length + 1);
    return whole.slice(0, from) + added + whole.slice(from + length);
  });

const directive = fc.constantFrom(
  'expand_all_children',
  'preserve_angle_brackets',
  'skip_all_colons',
  'smartquotes',
  'sort_fields_by_field_name',
  'sort_repeated_fields_by_content',
  'sort_repeated_fields_by_subfield=id',
  'remove_duplicate_values_for_repeated_fields',
  'sort_repeated_fields_by_content, sort_repeated_fields_by_subfield=a.b, dns_sort_order',
  'sort_fields_by_field_name, sort_repeated_fields_by_content, reverse_sort',
  'sort_repeated_fields_by_content, remove_duplicate_values_for_repeated_fields',
  'use_short_repeated_primitive_fields, remove_duplicate_values_for_repeated_fields',
  'use_short_repeated_primitive_fields, sort_repeated_fields_by_content',
  'field_sort_order=__ROOT__:b a, field_sort_order=a:id',
  'wrap_strings_at_column=12',
  'wrap_strings_at_column=16, wrap_strings_after_newlines, wrap_html_strings',
  'smartquotes, wrap_strings_at_column=14',
  'wrap_strings_without_wordwrap, wrap_strings_at_column=9',
);

function comments(of: string): string[] {
  // Strings are passed over, for they may have a # in them.
  const found = of.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g);
  return [...found]
    .map(([piece]) => piece)
    .filter((piece) => piece.startsWith('#'))
    .map((piece) => piece.replace(/\r+$/, ''))
    .sort();
}

const { projectConfig } = validationManagers();

/** The code of what the service says first. A mended text may be told otherwise. */
function verdict(of: string): string | undefined {
  const [error] = readPart(new Source(of), projectConfig).textErrors;
  if (error) return error.verdict ?? error.code;
  return messages(of)[0]?.split(' ')[0];
}

function messages(of: string): string[] {
  const { document } = openMarked('');
  return document
    .withText(of)
    .findings()
    .map(({ code, message }) => `${code} ${message}`);
}

const CONFIG = generatedConfig(3000).replaceAll(/#.*/g, '').replace('schedule: "', 'schedule: "x');

describe('formatting any text', () => {
  it('is done after once, leaves nothing, and keeps comments and the verdict', () => {
    fc.assert(
      fc.property(text, (before) => {
        const { text: after, left } = formatTextproto(before);
        assert.deepEqual(left, []);
        assert.equal(formatTextproto(after).text, after);
        assert.deepEqual(comments(after), comments(before));
        assert.equal(verdict(after), verdict(before));
      }),
      { numRuns: 400 },
    );
  });

  it('of a config keeps what is said of it', () => {
    const tokens = CONFIG.match(/"[^"]*"|[\w.]+|[^\s]/g) ?? [];
    const gaps = fc.array(gap, { minLength: 20, maxLength: 50 });
    fc.assert(
      fc.property(gaps, (between) => {
        const before = tokens.map((token, i) => `${token} ${between[i % between.length]}`).join('');
        const after = formatTextproto(before).text;
        assert.deepEqual(messages(after), messages(before));
      }),
      { numRuns: 30 },
    );
  });

  it('that is broken is done after once, and keeps the verdict', () => {
    fc.assert(
      fc.property(broken, (before) => {
        const { text: after, left } = formatTextproto(before);
        assert.equal(formatTextproto(after).text, after);
        assert.ok(
          left.every(({ start, end }) => 0 <= start && start <= end && end <= before.length),
        );
        assert.equal(verdict(after), verdict(before));
      }),
      { numRuns: 400, examples: [['acl_sets{\n },\nt\n}']] },
    );
  });

  it('that asks for another style is done after once, and keeps comments', () => {
    fc.assert(
      fc.property(text, directive, (rest, name) => {
        const before = `# txtpbfmt: ${name}\n${rest}`;
        const { text: after, left } = formatTextproto(before);
        assert.deepEqual(left, []);
        assert.equal(formatTextproto(after).text, after);
        assert.deepEqual(comments(after), comments(before));
      }),
      { numRuns: 600 },
    );
  });

  it('leaves what is switched off byte for byte, be it well formed or not', () => {
    const ranges = fc
      .tuple(broken, fc.constantFrom('', '', '  ', '\t'))
      .map(
        ([inside, blanks]) =>
          `${blanks}# txtpbfmt: off\nx  :1\n${inside}\n${blanks}# txtpbfmt: on\n`,
      );
    const names = fc.option(directive, { nil: undefined });
    fc.assert(
      fc.property(names, text, ranges, text, fc.boolean(), (name, above, range, below, isIn) => {
        const head = name === undefined ? '' : `# txtpbfmt: ${name}\n`;
        const middle = `${above}\n\n${range}${below}\n`;
        const before = head + (isIn ? `m {\n${middle}}\n` : middle);
        const { text: after } = formatTextproto(before);
        assert.ok(after.includes(range), after);
        assert.equal(formatTextproto(after).text, after);
        assert.deepEqual(comments(after.replace(range, '')), comments(before.replace(range, '')));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 400) },
    );
  });

  describe('takes linear time', () => {
    const shapes: Readonly<Record<string, (size: number) => string>> = {
      'a field in each line': (size) => 'a:1\n'.repeat(size / 4),
      'all in one line': (size) => 'a{b:1}'.repeat(size / 6),
      'one block': (size) => `a {${'b {\nc:1 }'.repeat(size / 9)}}`,
      'one block in one line': (size) => `a {${'b { c:"x" "y" }'.repeat(size / 15)}}`,
      comments: (size) => '# x\n\n'.repeat(size / 5),
      strings: (size) => `a: ${'"x"\n'.repeat(size / 4)}`,
      'a list': (size) => `a: [${'"x" ,'.repeat(size / 5)}]`,
      flaws: (size) => 'a:1\nb::1\n'.repeat(size / 9),
      junk: (size) => 'a:1 @\n'.repeat(size / 6),
      braces: (size) => 'job {\n'.repeat(size / 6),
      quotes: (size) => `a: '${'"'.repeat(size)}'`,
      marks: (size) => '# txtpbfmt: off\na  :1\n# txtpbfmt: on\n\n'.repeat(size / 40),
      'marks where braces do not match': (size) =>
        `${'a {\n# txtpbfmt: off\na  :1\n# txtpbfmt: on\n}\n'.repeat(size / 44)}}`,
    };
    for (const [name, shape] of Object.entries(shapes)) {
      it(name, () => assertLinearTime(200_000, shape, (input) => formatTextproto(input)));
    }
  });
});
