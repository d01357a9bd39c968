// Every question about every place of texts in whatever state: an answer each, within the text.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ConfigDocument } from '../../src/language/language.ts';
import {
  callItems,
  completions,
  definition,
  documentLinks,
  documentSymbols,
  entryLenses,
  folds,
  highlights,
  hover,
  inlayHints,
  linkedRanges,
  references,
  renamable,
  rename,
  selectionRanges,
  tokenChunks,
  tokenData,
} from '../../src/language/language.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import type { Position } from '../../src/text/range.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { openMarked } from '../marked-text.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');
const KINDS = new Set(['nextRun', 'defaults', 'triggerCounts'] as const);

const QUESTIONS: Readonly<Record<string, (document: ConfigDocument, at: Position) => unknown>> = {
  callItems,
  completions: (document, at) => completions(document, at, { now: NOW }),
  definition: (document, at) => definition(document, at).filter(({ where }) => where === 'config'),
  documentLinks,
  documentSymbols,
  entryLenses: (document) => entryLenses(document, NOW),
  folds: (document) => folds(document, true),
  highlights,
  hover: (document, at) => hover(document, at, { now: NOW, zone: 'America/New_York' }),
  inlayHints: (document, at) =>
    inlayHints(
      document,
      { start: at, end: { line: at.line + 9, character: 0 } },
      { kinds: KINDS, now: NOW },
    ),
  linkedRanges,
  references: (document, at) => references(document, at, true),
  renamable,
  rename: (document, at) => rename(document, at, 'another'),
  selectionRanges,
};

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
