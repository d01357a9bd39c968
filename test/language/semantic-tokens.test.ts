import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  tokenChunks,
  tokenData,
  tokenEdit,
} from '../../src/language/semantic-tokens.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { openMarked } from '../marked-text.ts';

// Each row: a text; its tokens as `type.modifier text`.
const TABLE: [text: string, ...tokens: string[]][] = [
  ['job { id: "a" noop {} }', 'function.declaration a'],
  [
    'trigger {\n  id: "t"\n  triggers: ["a", "no"]\n}\njob { id: \'a\' }',
    ...['function.declaration t', 'function a', 'function.unknown no', 'function.declaration a'],
  ],
  [
    'job { acl_sets: "x" acls { role: READER } }',
    ...[
      'property.deprecated acl_sets',
      'property.deprecated acls',
      'property.deprecated role',
      'enumMember.deprecated READER',
    ],
  ],
  ['job { triggering_policy { kind: NEWEST_FIRST } }', 'enumMember NEWEST_FIRST'],
  ['job { schedule: "with 1h30m interval" }', 'keyword with', 'number 1h30m', 'keyword interval'],
  ['job { schedule: "triggered" }', 'keyword triggered'],
  ['job { schedule: "@daily" }', 'keyword @daily'],
  [
    'job { schedule: "*/5 3 L * mon-fri" }',
    ...['operator *', 'operator /', 'number 5', 'number 3', 'enumMember L', 'operator *'],
    ...['enumMember mon', 'operator -', 'enumMember fri'],
  ],
  ['job { schedule: "every monday" }'],
  ['job { schedule: "0 3" " * * *" }'],
  [
    'trigger { gitiles { refs: "regexp:refs/.+" refs: "refs/x" path_regexps: "a.*" } }',
    'keyword regexp:',
    'regexp refs/.+',
    'regexp a.*',
  ],
  ['job { id: "a" "b" }', 'function.declaration a', 'function.declaration b'],
  ['job { id: "" }'],
  ['# job { id: "a" }'],
  ['job {\n  id: "a"\n  schedule: "0 3\n  noop {\n', 'function.declaration a'],
];

describe('semantic tokens', () => {
  for (const [text, ...tokens] of TABLE) {
    it(JSON.stringify(text), () => assert.deepEqual(decoded(text, dataOf(text)), tokens));
  }

  it('of a range are those of the entries in it', () => {
    const text = 'job { id: "a" }\njob { id: "b" }\njob { id: "c" }\n';
    const at = { line: 1, character: 3 };
    const data = tokenData(tokenChunks(openMarked(text).document, { start: at, end: at }));
    assert.deepEqual(decoded(text, data), ['function.declaration b']);
  });

  it('know at once that an id has come or gone elsewhere', () => {
    const { document } = openMarked('trigger { id: "t" triggers: "a" }\njob { id: "b" }\n');
    const before = tokenChunks(document);
    const id = { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } };
    document.edit(id, 'a');
    assert.deepEqual(decoded(document.text, tokenData(tokenChunks(document)))[1], 'function a');
    document.edit(id, 'b');
    assert.deepEqual(tokenData(tokenChunks(document)), tokenData(before));
  });

  it('after any edits are those of the text that they make, and so is what an edit of them makes', () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat(),
        length: fc.nat(60),
        text: fc.constantFrom('', '\n', ...FRAGMENTS),
      }),
      { maxLength: 5 },
    );
    const texts = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 });
    fc.assert(
      fc.property(texts, edits, (fragments, changes) => {
        const { document } = openMarked(fragments.join(''));
        for (const { at, length, text } of changes) {
          const before = tokenChunks(document);
          const old = tokenData(before);
          const starts = lineStarts(document.text);
          const from = at % (document.text.length + 1);
          const range = {
            start: positionAt(starts, from),
            end: positionAt(starts, Math.min(from + length, document.text.length)),
          };
          document.edit(range, text);
          const after = tokenChunks(document);
          const data = tokenData(after);
          assert.deepEqual(data, dataOf(document.text));
          const edit = tokenEdit(before, after);
          const {
            start,
            deleteCount,
            data: added,
          } = edit ?? { start: 0, deleteCount: 0, data: [] };
          assert.deepEqual(old.toSpliced(start, deleteCount, ...added), data);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('send little after a small edit of a long text', () => {
    const text = Array.from({ length: 500 }, (_, i) => `job { id: "j${i}" noop {} }\n`).join('');
    const { document } = openMarked(text);
    const before = tokenChunks(document);
    const at = { line: 250, character: 12 };
    document.edit({ start: at, end: at }, 'x');
    assert.equal(tokenEdit(before, tokenChunks(document))?.data.length, 5);
    document.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n');
    const moved = tokenEdit(before, tokenChunks(document));
    assert.equal(moved?.start, 0);
  });
});

function dataOf(text: string): number[] {
  return tokenData(tokenChunks(openMarked(text).document));
}

function decoded(text: string, data: readonly number[]): string[] {
  const lines = text.split('\n');
  const tokens: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [deltaLine = 0, deltaCharacter = 0, length = 0, type = 0, bits = 0] = data.slice(
      i,
      i + 5,
    );
    character = deltaLine === 0 ? character + deltaCharacter : deltaCharacter;
    line += deltaLine;
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => (bits & (1 << bit)) !== 0);
    const word = lines[line]?.slice(character, character + length);
    tokens.push(`${[TOKEN_TYPES[type], ...modifiers].join('.')} ${word}`);
  }
  return tokens;
}
