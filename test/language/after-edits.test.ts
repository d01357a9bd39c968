// Every question after edits: what is kept of the document before them must not show.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Completions,
  type ConfigDocument,
  tokenChunks,
  tokenData,
} from '../../src/language/language.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import type { Position, Range } from '../../src/text/range.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { openMarked } from '../marked-text.ts';
import { QUESTIONS } from './every-question.ts';

const PIECES = [
  ...FRAGMENTS,
  'acl_sets { name: "set" acls { role: READER } }\njob { id: "k" acl_sets: "set" noop {} }\n',
  'trigger {\n  id: "v"\n  gitiles {\n    repo: "https://h/r"\n    refs: "refs/x"\n  }\n}\n',
  'job {\n  id: "multi"\n  realm: "r"\n  # one\n  # two\n  url_fetch {\n    url: "https://h"\n  }\n}\n',
];

/** A job, and far below it the one that names it. */
const FIRST = 'job { id: "first" noop {} }\n';
const LAST = 'trigger { id: "last" triggers: "first" noop {} }\n';

interface Edit {
  /** Text that is edited where it stands for the first time; or, somewhere, so many characters. */
  readonly from: string | { readonly at: number; readonly length: number };
  readonly to: string;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({
      from: fc.record({
        at: fc.nat(),
        length: fc.oneof(fc.nat(3), fc.nat(200), fc.nat(3000)),
      }),
      to: fc.constantFrom('', '', ' ', '\n', 'x', '"', '{', '}', ...PIECES),
    }),
    fc.record({
      from: fc.constantFrom('"first"', '"last"', '"a"', '"r"'),
      to: fc.constantFrom('"first"', '"other"', '"'),
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

/** Short ones, and such as are kept in several stretches. */
const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }),
  fc.array(fc.constantFrom(...PIECES), { minLength: 80, maxLength: 100, size: 'max' }),
);

describe('after any edits', () => {
  it('every answer is that about the text that they make', () => {
    fc.assert(
      fc.property(texts, edits, (fragments, changes) => {
        const { document } = openUnmarked([FIRST, ...fragments, LAST].join(''));
        answers(document, { line: 0, character: 0 });
        for (const { from, to } of changes) {
          const range = rangeIn(document.text, from);
          const { start } = range;
          document.edit(range, to);
          const afresh = openUnmarked(document.text).document;
          assert.deepEqual(answers(document, start), answers(afresh, start));
        }
      }),
      { numRuns: 50 },
    );
  });
});

function rangeIn(text: string, from: Edit['from']): Range {
  const found = typeof from === 'string' ? text.indexOf(from) : from.at % (text.length + 1);
  const start = Math.max(0, found);
  const starts = lineStarts(text);
  const end = found < 0 ? start : Math.min(start + from.length, text.length);
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}

/** By question, as JSON: what is the same there is the same to a client. */
function answers(document: ConfigDocument, at: Position): Readonly<Record<string, string>> {
  const range = { start: at, end: { line: at.line + 5, character: 0 } };
  const given = Object.entries(QUESTIONS).map(([name, ask]) => [name, ask(document, at)] as const);
  const tokens = {
    tokens: tokenData(tokenChunks(document)),
    tokensInRange: tokenData(tokenChunks(document, range)),
  };
  return Object.fromEntries(
    [...given, ...Object.entries(tokens)].map(([name, answer]) => [
      name,
      JSON.stringify(name === 'completions' ? unordered(answer as Completions) : answer) ?? '',
    ]),
  );
}

/** Values of which none is more used than the other are offered in whatever order. */
function unordered({ offers, isIncomplete }: Completions): unknown {
  const texts = offers.map(({ rank: _, ...offer }) => JSON.stringify(offer));
  return { texts: texts.toSorted(), isIncomplete };
}

function openUnmarked(text: string) {
  return openMarked(text.replaceAll('[[', '[').replaceAll(']]', ']'));
}
