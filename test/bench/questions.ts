// Times of each question that an editor asks about a document, after a key stroke in a place chosen at random.

import {
  type ConfigDocument,
  callItems,
  codeLenses,
  completions,
  definition,
  documentLinks,
  documentSymbols,
  entryLenses,
  folds,
  highlights,
  hover,
  incomingCalls,
  inlayHints,
  linkedRanges,
  matchingSymbols,
  outgoingCalls,
  references,
  renamable,
  rename,
  selectionRanges,
  tokenChunks,
  tokenData,
  tokenEdit,
} from '../../src/language/language.ts';
import type { Position } from '../../src/text/range.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');
const VIEW = { now: NOW, zone: 'America/New_York' };
const HINTS = { kinds: new Set(['nextRun', 'defaults', 'triggerCounts'] as const), now: NOW };
const RUNS_HERE = new Set(['noop', 'url_fetch', 'buildbucket']);

/** Lines that a window shows. */
const WINDOW = 60;

type Question = (document: ConfigDocument, position: Position, id: string) => unknown;

const QUESTIONS: Readonly<Record<string, Question>> = {
  completion: (document, position) => completions(document, position, { now: NOW }),
  hover: (document, position) => hover(document, position, VIEW),
  definition,
  references: (document, position) => references(document, position, true),
  'document highlight': highlights,
  'prepare rename': renamable,
  rename: (document, position) => rename(document, position, 'a-new-name'),
  'linked editing': linkedRanges,
  'call hierarchy': (document, position, id) => [
    callItems(document, position),
    incomingCalls(document, id),
    outgoingCalls(document, id),
  ],
  'document symbols': documentSymbols,
  'workspace symbols': (document) => matchingSymbols(documentSymbols(document), 'linux'),
  folding: (document) => folds(document, true),
  'selection ranges': selectionRanges,
  'document links': documentLinks,
  'semantic tokens, all': (document) => tokenData(tokenChunks(document)),
  'semantic tokens, range': (document, { line }) =>
    tokenData(tokenChunks(document, windowAt(line))),
  'inlay hints': (document, { line }) => inlayHints(document, windowAt(line), HINTS),
  'code lenses': (document) => [codeLenses(document, RUNS_HERE), entryLenses(document, NOW)],
};

function windowAt(line: number) {
  return { start: { line, character: 0 }, end: { line: line + WINDOW, character: 0 } };
}

export interface QuestionTimes {
  readonly question: string;
  /** Milliseconds: of the first answer, when nothing is known of any part, and of each after that. */
  readonly first: number;
  readonly times: readonly number[];
}

/**
 * Every other place is within quotes: names stand there.
 * @param count how often each is asked
 */
export function* timeQuestions(
  open: () => ConfigDocument,
  count: number,
): Generator<QuestionTimes> {
  for (const [question, ask] of [...Object.entries(QUESTIONS), tokenDelta()]) {
    const document = open();
    const places = placesIn(document.text, count + 1);
    const ids = document.ids();
    const times = places.map((position, i) => {
      // Where the key stroke is, a comment begins behind all else: it breaks nothing.
      const at = { line: position.line, character: 10_000 };
      document.edit({ start: at, end: at }, ' ');
      const id = ids[(i * 7919) % ids.length] ?? '';
      const start = performance.now();
      ask(document, position, id);
      return performance.now() - start;
    });
    yield { question, first: times[0] ?? 0, times: times.slice(1) };
  }
}

function tokenDelta(): [string, Question] {
  let before: ReturnType<typeof tokenChunks> = [];
  return [
    'semantic tokens, delta',
    (document) => {
      const after = tokenChunks(document);
      const edit = tokenEdit(before, after);
      before = after;
      return edit;
    },
  ];
}

/** The same ones each time. */
function placesIn(text: string, count: number): readonly Position[] {
  const lines = text.split('\n');
  const quoted = lines.flatMap((line, i) => (line.includes('"') ? [i] : []));
  let seed = 1;
  return Array.from({ length: count }, (_, i) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const any = seed % lines.length;
    const line = i % 2 === 0 ? any : (quoted[seed % quoted.length] ?? any);
    const quote = lines[line]?.indexOf('"') ?? 0;
    const length = lines[line]?.length ?? 0;
    return { line, character: i % 2 === 0 ? (seed >>> 8) % (length + 1) : quote + 1 };
  });
}
