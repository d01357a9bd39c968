// Every question about every place of texts in whatever state: an answer each, within the text.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenChunks, tokenData } from '../../src/language/language.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import type { Position } from '../../src/text/range.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { openMarked } from '../marked-text.ts';
import { QUESTIONS } from './every-question.ts';

const JUNK = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '\n',
  '\r\n',
  '#',
  '<',
  '>',
  '//',
  '/*',
  '*/',
  '\ud83d\ude00',
  '\ud800',
  '\t',
  ';',
  ',',
  'job',
  'regexp:',
  '0 3 * * *',
];

const texts = fc
  .record({
    fragments: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 4 }),
    breaks: fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom(...JUNK)), { maxLength: 5 }),
  })
  .map(({ fragments, breaks }) =>
    breaks.reduce((text, [at, length, junk]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + junk + text.slice(start + length);
    }, fragments.join('')),
  );

describe('in a broken text', () => {
  it('every question has an answer that lies within the text', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, offset) => {
        const { document } = openMarked(text.replaceAll('[[', '[').replaceAll(']]', ']'));
        const starts = lineStarts(document.text);
        const at = positionAt(starts, offset % (document.text.length + 1));
        for (const [name, ask] of Object.entries(QUESTIONS)) {
          for (const place of positionsIn(ask(document, at))) {
            assert.ok(place.line >= 0 && place.line < starts.length, name);
            const length =
              (starts[place.line + 1] ?? document.text.length + 1) - (starts[place.line] ?? 0);
            assert.ok(place.character >= 0 && place.character < length, name);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('no two semantic tokens overlap, and none is empty', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { document } = openMarked(text.replaceAll('[[', '[').replaceAll(']]', ']'));
        const data = tokenData(tokenChunks(document));
        for (let i = 0; i < data.length; i += 5) {
          const [line = 0, character = 0, length = 0] = data.slice(i, i + 3);
          assert.ok(line >= 0 && character >= 0 && length > 0);
          assert.ok(i === 0 || line > 0 || character >= (data[i - 3] ?? 0));
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** All positions anywhere in an answer. */
function positionsIn(answer: unknown): readonly Position[] {
  if (Array.isArray(answer)) return answer.flatMap(positionsIn);
  if (typeof answer !== 'object' || answer === null) return [];
  if ('line' in answer && 'character' in answer) return [answer as Position];
  return Object.values(answer).flatMap(positionsIn);
}
