// The last check of the formatter: a text that lost or moved something is told from one that was laid out.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatTextproto } from '../../../src/textproto/format/format.ts';
import { contentDifference } from '../../../src/textproto/format/same-content.ts';
import { readStyle } from '../../../src/textproto/format/style.ts';

function styleOf(directives: string) {
  return readStyle(`# txtpbfmt: ${directives}\n`).style;
}

const NAMES = 'sort_fields_by_field_name';
const CONTENT = 'sort_repeated_fields_by_content';
const SUBFIELD = 'sort_repeated_fields_by_subfield=id';
const DUPLICATES = 'remove_duplicate_values_for_repeated_fields';
const SHORT = 'use_short_repeated_primitive_fields';
const BOTH = `${SHORT}, ${DUPLICATES}`;

type Row = readonly [directives: string, before: string, after: string];

/** What each directive may do. */
const SAME: readonly Row[] = [
  [NAMES, 'b {y: 1 x: 2}\na: 1', 'a: 1\nb { x: 2 y: 1 }'],
  ['field_sort_order=m:a', 'm {b: 1 a: 1}', 'm { a: 1 b: 1 }'],
  [NAMES, 'b: 1\n[ x.y / a ]: 1', '[x.y/a]: 1\nb: 1'],
  [CONTENT, 't: 2\nt: 1\nl: [2, 1]', 't: 1\nt: 2\nl: [1, 2]'],
  [
    SUBFIELD,
    'm {id: 2}\nm {id: 1}\nl: [{id: 2}, {id: 1}]',
    'm {id: 1}\nm {id: 2}\nl: [{id: 1}, {id: 2}]',
  ],
  [DUPLICATES, 't: "a"\nt: \'a\'\nt: ["a"]\nu: 1', 't: "a"\nu: 1'],
  [DUPLICATES, 'm {t: 1 t: 1}', 'm {t: 1}'],
  [SHORT, 't: 1\nt: [2]\nt: 3', 't: [1, 2, 3]'],
  [SHORT, 't: 1 # c\nt: 2', 't: [\n1, # c\n2\n]'],
  [BOTH, 't: 1\nt: 2\nt: 1\nt: [1, 1]', 't: [1, 2]\nt: [1, 1]'],
  [`${DUPLICATES}, smartquotes`, `t: "it\\'s"\nt: "it's"`, `t: "it's"`],
  [`${BOTH}, wrap_strings_at_column=9`, 't: "aaa bbb"\nt: "c"', 't:\n"aaa "\n"bbb"\nt: "c"'],
  [
    NAMES,
    'b: 1\n# txtpbfmt: off\nx  : {\n# txtpbfmt: on\na: 1',
    '# txtpbfmt: off\nx  : {\n# txtpbfmt: on\na: 1\nb: 1',
  ],
];

/** What none may do. */
const OTHER: readonly Row[] = [
  [NAMES, 'm {a: 1}\nm {b: 1}', 'm {b: 1}\nm {a: 1}'],
  [NAMES, 't: 2\nt: 1', 't: 1\nt: 2'],
  [NAMES, 't: 1\nt: 1', 't: 1'],
  [NAMES, 'a: 1\nm {}', 'm { a: 1 }'],
  [NAMES, 'a: 1\nb: 2', 'a: 2\nb: 1'],
  [NAMES, 'l: [2, 1]', 'l: [1, 2]'],
  [NAMES, 'a: {}', 'a {}'],
  [NAMES, 'a: "x" "y"', 'a: "y" "x"'],
  ['field_sort_order=m:a', 'n {b: 1 a: 1}', 'n {a: 1 b: 1}'],
  [CONTENT, 'a: 1\nb: 1', 'b: 1\na: 1'],
  [CONTENT, 't: 1\nu: 2\nt: 0', 't: 0\nu: 2\nt: 1'],
  [SUBFIELD, 'l: [2, 1]', 'l: [1, 2]'],
  [DUPLICATES, 't: 1\nt: 2', 't: 1'],
  [DUPLICATES, 't: 1\nt: 1', ''],
  [DUPLICATES, 't: 1\nu: 1', 't: 1'],
  [DUPLICATES, 'm {}\nm {}', 'm {}'],
  [DUPLICATES, 'm {t: 1}\nn {t: 1}', 'm {t: 1}\nn {}'],
  [DUPLICATES, 't: [1, 1]', 't: [1]'],
  [DUPLICATES, 't: [1, 1]\nt: [1, 1]', 't: [1, 1]'],
  [DUPLICATES, 't: "a" "b"\nt: "a" "b"', 't: "a" "b"'],
  [DUPLICATES, 't: "a" "b"\nt: "ab"', 't: "ab"'],
  [DUPLICATES, `t: "it\\'s"\nt: "it's"`, `t: "it's"`],
  [DUPLICATES, 't: 1\nt: 2', 't: [1, 2]'],
  [SHORT, 't: 1\nt: 2', 't: [2, 1]'],
  [SHORT, 't: 1\nt: 2\nt: 2', 't: [1, 2]'],
  [SHORT, 't: 1\nu: 2', 't: [1, 2]'],
  [SHORT, 't: 1\nm {t: 2}', 'm { t: [1, 2] }'],
  [SHORT, 't: 1\nu: 3\nt: 2', 't: [1, 2]\nu: 3'],
  [BOTH, 't: [1, 1]', 't: [1]'],
  [BOTH, 't: 1\nt: [1, 2]', 't: [1, 2]'],
  [BOTH, 't: 1 # c\nt: 1', 't: 1'],
  [
    NAMES,
    '# txtpbfmt: off\nx  :1\n# txtpbfmt: on\na: 1',
    '# txtpbfmt: off\nx: 1\n# txtpbfmt: on\na: 1',
  ],
];

/** A block with numbers none of which is there twice, and what may be done to it that no directive asks for. */
interface Block {
  readonly name: string;
  id: number;
  readonly fields: (Scalar | Block)[];
}
interface Scalar {
  name: string;
  values: number[];
}

const name = fc.constantFrom('a', 'b', 'c');
const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.record({
    name,
    id: fc.constant(0),
    fields: fc.array(
      fc.oneof(
        { maxDepth: 3 },
        fc.record({ name, values: fc.array(fc.constant(0), { minLength: 1, maxLength: 3 }) }),
        tie('block'),
      ),
      { maxLength: 4 },
    ),
  }),
}));

function isBlock(field: Scalar | Block): field is Block {
  return 'fields' in field;
}

function blocksOf(root: Block): Block[] {
  return [root, ...root.fields.filter(isBlock).flatMap(blocksOf)];
}

function scalarsOf(root: Block): Scalar[] {
  return blocksOf(root).flatMap(({ fields }) =>
    fields.filter((field): field is Scalar => !isBlock(field)),
  );
}

function written({ fields }: Block): string {
  const lines = fields.map((field) => {
    if (isBlock(field)) return `${field.name} {\nid: ${field.id}\n${written(field)}}\n`;
    const [only, ...others] = field.values;
    return `${field.name}: ${others.length > 0 ? `[${field.values.join(', ')}]` : only}\n`;
  });
  return lines.join('');
}

const MISTAKES: Readonly<Record<string, (root: Block, scalar: Scalar, n: number) => boolean>> = {
  'loses a field': (root, scalar) => {
    remove(root, scalar);
    return true;
  },
  'loses a block': (root, _, n) => {
    const [, ...blocks] = blocksOf(root);
    const lost = blocks[n % blocks.length];
    if (lost) remove(root, lost);
    return lost !== undefined;
  },
  'loses a value': (_, { values }, n) =>
    values.length > 1 && values.splice(n % values.length, 1).length > 0,
  'writes another value': (_, { values }, n) => {
    values[n % values.length] = 100_000;
    return true;
  },
  'writes another name': (_, scalar) => {
    scalar.name = 'd';
    return true;
  },
  'writes a block twice': (root, scalar) => {
    const home = homeOf(root, scalar);
    root.fields.push(structuredClone(home));
    return home !== root;
  },
  'moves a field into another block': (root, scalar, n) => {
    const blocks = blocksOf(root).filter(({ fields }) => !fields.includes(scalar));
    const target = blocks[n % blocks.length];
    if (!target) return false;
    remove(root, scalar);
    target.fields.push(scalar);
    return true;
  },
  'takes the value of another field': (root, scalar, n) => {
    const all = scalarsOf(root).filter((other) => {
      return other.name !== scalar.name || homeOf(root, other) !== homeOf(root, scalar);
    });
    const other = all[n % all.length];
    if (!other) return false;
    [scalar.values, other.values] = [other.values, scalar.values];
    return true;
  },
};

function homeOf(root: Block, field: Scalar | Block): Block {
  return blocksOf(root).find(({ fields }) => fields.includes(field)) ?? root;
}

function remove(root: Block, field: Scalar | Block): void {
  const { fields } = homeOf(root, field);
  fields.splice(fields.indexOf(field), 1);
}

describe('the check that a formatted text says what the text said', () => {
  for (const [directives, before, after] of SAME) {
    it(`passes ${directives}: ${JSON.stringify(before)}`, () => {
      assert.equal(contentDifference(before, after, styleOf(directives)), undefined);
    });
  }

  for (const [directives, before, after] of OTHER) {
    it(`stops ${directives}: ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      assert.notEqual(contentDifference(before, after, styleOf(directives)), undefined);
    });
  }

  const styles = fc
    .uniqueArray(fc.constantFrom(NAMES, CONTENT, SUBFIELD, DUPLICATES, SHORT, 'reverse_sort'))
    .map((names) => names.join(', '));

  for (const [mistake, make] of Object.entries(MISTAKES)) {
    it(`stops a formatter that ${mistake}`, () => {
      fc.assert(
        fc.property(block, styles, fc.nat(), (root, directives, n) => {
          let next = 0;
          for (const inner of blocksOf(root)) inner.id = next++;
          const scalars = scalarsOf(root);
          for (const scalar of scalars) scalar.values = scalar.values.map(() => next++);
          const scalar = scalars[n % scalars.length];
          fc.pre(scalar !== undefined);
          const before = written(root);
          assert.equal(formatted(before, directives).difference, undefined);
          fc.pre(make(root, scalar, n));
          const { after } = formatted(written(root), directives);
          assert.notEqual(contentDifference(before, after, styleOf(directives)), undefined, after);
        }),
        { numRuns: 150 },
      );
    });
  }
});

/** As the directives ask for. */
function formatted(text: string, directives: string) {
  const head = `# txtpbfmt: ${directives}\n\n`;
  const after = formatTextproto(head + text).text.slice(head.length);
  return { after, difference: contentDifference(text, after, styleOf(directives)) };
}
