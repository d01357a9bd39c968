import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { bareCitations, type CitingFile, citationsIn } from './citations.ts';
import { readSpecification, type Specification } from './specification.ts';

const SOURCES = [
  '{src,client,server,cli,host,scripts,test}/**/*.{ts,mjs,proto,css,json5}',
  'docs/**/*.md',
  '*.md',
];

/** Cites what does not exist, on purpose. */
const MADE_UP = 'test/docs/citations.test.ts';

describe('citations of docs/spec', () => {
  const spec = readSpecification();
  const files = fs
    .globSync(SOURCES, { cwd: ROOT })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => name !== MADE_UP)
    .map((name) => ({ path: name, text: fs.readFileSync(path.join(ROOT, name), 'utf8') }));

  it('are no comments by themselves: the fact is said first', () => {
    assert.deepEqual(
      files.flatMap((file) => bareCitations(file, spec)),
      [],
    );
  });

  it('cite what is there', () => {
    const citations = files.flatMap((file) => citationsIn(file, spec));

    const wrong = citations.filter(({ problem }) => problem !== undefined);
    assert.deepEqual(
      wrong.map(({ file, line, problem }) => `${file}:${line} ${problem}`),
      [],
    );
    const citing = new Set(citations.map(({ file }) => file)).size;
    console.log(`      ${citations.length} citations in ${citing} files have their facts`);
    assert.ok(citations.length > 300);
  });
});

const SPEC: Specification = new Map([
  ['engine.md', new Set(['5', '5.2', 'j1', 'j4', 'l6a', 's10'])],
  ['validation.md', new Set(['3.2', 'j1', 'j3', 'x1', 'x4'])],
]);

/** What is found in a source, line by line: what is cited, or after `!` what is wrong. */
const IN_SOURCES: readonly (readonly [
  what: string,
  source: string,
  expected: readonly string[],
])[] = [
  ['a fact', '// Ends (engine.md J4).', ['1 engine.md J4']],
  ['a section', '// See engine.md 5: all of it.', ['1 engine.md 5']],
  [
    'a list',
    '/** engine.md 5.2, J4 and L6a */',
    ['1 engine.md 5.2', '1 engine.md J4', '1 engine.md L6a'],
  ],
  ['a range', '// validation.md X1–X4', ['1 validation.md X1', '1 validation.md X4']],
  [
    'two documents',
    '// engine.md J1, validation.md 3.2',
    ['1 engine.md J1', '1 validation.md 3.2'],
  ],
  [
    'a citation over two lines',
    '// Up to validation.md 3.2,\n// X1.',
    ['1 validation.md 3.2', '2 validation.md X1'],
  ],
  ['a fact of the file', '// For engine.md.\n\nrun(); // At last (S10).', ['3 engine.md S10']],
  [
    'facts at the start',
    '// For validation.md.\n\n/** X1–X4. */',
    ['3 validation.md X1', '3 validation.md X4'],
  ],
  [
    'facts after "Rules"',
    '// For validation.md.\n\n/** Rules X1–X4. */',
    ['3 validation.md X1', '3 validation.md X4'],
  ],
  ['a fact in a sentence', '// For validation.md.\n\n// As X1 has it.', ['3 validation.md X1']],
  [
    'the document anywhere, if the file does not open with one',
    'f(); // (J3)\n// validation.md',
    ['1 validation.md J3'],
  ],
  ['the opening comment first', '// engine.md\n\n// (J1)\n// validation.md', ['3 engine.md J1']],
  ['a title', "it('ends (engine.md J4)')", ['1 engine.md J4']],
  ['a fact in a title', "describe('engine.md')\nit('ends (J4)')", ['2 engine.md J4']],
  ['a fact in a template', `// engine.md\n\nit(\`ends \${\`a\${b}\`} (J4)\`)`, ['3 engine.md J4']],
  ['code beside', "// engine.md\n\nJ9; /'J8/; '// J7'; // UTF8, U+J6, `J5`, %J3", []],
  [
    'other words in a file of no document',
    '// F5 opens it.',
    ['1 ! F5 is of no document: name one'],
  ],
  ['words inside a comment of a file of no document', '// Press F5', []],

  ['a fact that is not there', '// (engine.md J5)', ['1 ! no J5 in engine.md']],
  ['a section that is not there', '// (engine.md 5.3)', ['1 ! no 5.3 in engine.md']],
  [
    'one end of a range',
    '// validation.md X1–X5',
    ['1 validation.md X1', '1 ! no X5 in validation.md'],
  ],
  ['a document that is not there', '// enginge.md J4', ['1 ! docs/spec has no enginge.md']],
  ['a fact of no document', '/** Ends (J4). */', ['1 ! J4 is of no document: name one']],
  ['a fact of another document', '// engine.md\n\n// (J3)', ['3 ! no J3 in engine.md']],
  [
    'a fact of two documents',
    '// engine.md, validation.md\n\n// (J1)',
    ['3 ! engine.md and validation.md both have J1: name one'],
  ],
  ['a wrong fact in a sentence', '// engine.md\n\n// As J9 has it.', ['3 ! no J9 in engine.md']],
  ['a wrong fact in a title', "describe('engine.md')\nit('ends (J9)')", ['2 ! no J9 in engine.md']],
  ['a wrong fact in any string', "f('engine.md J9')", ['1 ! no J9 in engine.md']],
];

const IN_PAGES: typeof IN_SOURCES = [
  ['a fact', 'Such as engine.md J4.', ['1 engine.md J4']],
  ['a fact in parentheses', 'For engine.md:\nthe end (J4)', ['2 engine.md J4']],
  ['other words', 'For engine.md: press F5 and J9.', []],
  ['code', 'For engine.md: `(J9)`\n```\n(J9)\n```', []],
  ['a fact that is not there', 'Such as engine.md J9.', ['1 ! no J9 in engine.md']],
  ['a wrong fact in parentheses', 'For engine.md (J9)', ['1 ! no J9 in engine.md']],
];

const IN_THE_SPECIFICATION: typeof IN_SOURCES = [
  ['its own fact', 'As before (J3).', ['1 validation.md J3']],
  ['its own section', 'As before (3.2).', ['1 validation.md 3.2']],
  ['the fact of another', 'As engine.md §5.2 says.', ['1 engine.md 5.2']],
  ['a fact that it does not have', 'As before (J4).', ['1 ! no J4 in validation.md']],
  ['a section that it does not have', 'As before (3.4).', ['1 ! no 3.4 in validation.md']],
];

const TABLES = {
  'test/some.test.ts': IN_SOURCES,
  'docs/page.md': IN_PAGES,
  'docs/spec/validation.md': IN_THE_SPECIFICATION,
};

for (const [name, table] of Object.entries(TABLES)) {
  describe(`a citation in ${name}`, () => {
    for (const [what, text, expected] of table) {
      it(`is looked up: ${what}`, () => assert.deepEqual(found({ path: name, text }), expected));
    }
  });
}

describe('a comment that only cites', () => {
  const ONLY = [
    '// engine.md J1',
    '/** (J1). */',
    '// J1, J4.',
    '// Rules J1 and J4',
    '/* 5.2 J1 */',
  ];
  for (const comment of ONLY) {
    it(`is ${comment}`, () => {
      const text = `// For engine.md.\n\n${comment}\nrun();`;
      const path = 'src/some.ts';
      assert.deepEqual(bareCitations({ path, text }, SPEC).length, 1);
    });
  }

  it('is not one that says something, and not code', () => {
    const text = "// For engine.md.\n\n// J1: first.\n// ---\nrun('engine.md J1'); // 7";
    assert.deepEqual(bareCitations({ path: 'src/some.ts', text }, SPEC), []);
  });
});

function found(file: CitingFile): readonly string[] {
  return citationsIn(file, SPEC).map(
    ({ line, target, problem }) => `${line} ${target ?? `! ${problem}`}`,
  );
}
