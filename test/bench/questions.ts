// Times of each question that an editor asks about a document, after an edit in a place chosen at random: what it costs
// the server from the message that asks to the message that answers.

import type { Position } from '../../src/text/range.ts';
import { ServedDocument } from './served-document.ts';
import { stopwatch } from './stopwatch.ts';

/** Lines that a window shows. */
const WINDOW = 60;

interface Place {
  readonly position: Position;
  /** An id of the config. */
  readonly id: string;
  /** The answer to the question before this one, at the same place. */
  readonly before: unknown;
  /** The last answer to this one, before the edit. */
  readonly last: unknown;
}

interface Question {
  readonly name: string;
  readonly method: string;
  readonly params?: (place: Place) => object;
  /** Asked before, and not timed: the answer is `before`. */
  readonly after?: Question;
}

const at = ({ position }: Place) => ({ position });
const around = ({ position: { line } }: Place) => ({
  range: { start: { line, character: 0 }, end: { line: line + WINDOW, character: 0 } },
});
const emptyRange = ({ position }: Place) => ({ range: { start: position, end: position } });
const about = ({ id }: Place) => ({ id });
const firstOf = (items: unknown): object => (Array.isArray(items) ? (items[0] ?? {}) : {});
const callsOf = ({ before }: Place) => ({ item: firstOf(before) });

const COMPLETION: Question = {
  name: 'completion',
  method: 'textDocument/completion',
  params: at,
};
const CALL_ITEMS: Question = {
  name: 'call hierarchy',
  method: 'textDocument/prepareCallHierarchy',
  params: at,
};
const CODE_ACTIONS: Question = {
  name: 'code actions',
  method: 'textDocument/codeAction',
  params: (place) => ({ ...emptyRange(place), context: { diagnostics: [] } }),
};

const QUESTIONS: readonly Question[] = [
  { name: 'diagnostics', method: 'textDocument/diagnostic' },
  COMPLETION,
  {
    name: 'docs of an offer',
    method: 'completionItem/resolve',
    params: ({ before }) => firstOf((before as { items?: unknown } | null)?.items),
    after: COMPLETION,
  },
  { name: 'hover', method: 'textDocument/hover', params: at },
  { name: 'definition', method: 'textDocument/definition', params: at },
  {
    name: 'references',
    method: 'textDocument/references',
    params: (place) => ({ ...at(place), context: { includeDeclaration: true } }),
  },
  { name: 'document highlight', method: 'textDocument/documentHighlight', params: at },
  { name: 'prepare rename', method: 'textDocument/prepareRename', params: at },
  {
    name: 'rename',
    method: 'textDocument/rename',
    params: (place) => ({ ...at(place), newName: 'a-new-name' }),
  },
  { name: 'linked editing', method: 'textDocument/linkedEditingRange', params: at },
  CALL_ITEMS,
  {
    name: 'incoming calls',
    method: 'callHierarchy/incomingCalls',
    params: callsOf,
    after: CALL_ITEMS,
  },
  {
    name: 'outgoing calls',
    method: 'callHierarchy/outgoingCalls',
    params: callsOf,
    after: CALL_ITEMS,
  },
  { name: 'document symbols', method: 'textDocument/documentSymbol' },
  { name: 'workspace symbols', method: 'workspace/symbol', params: () => ({ query: 'linux' }) },
  { name: 'folding', method: 'textDocument/foldingRange' },
  {
    name: 'selection ranges',
    method: 'textDocument/selectionRange',
    params: ({ position }) => ({ positions: [position] }),
  },
  { name: 'document links', method: 'textDocument/documentLink' },
  { name: 'semantic tokens, all', method: 'textDocument/semanticTokens/full' },
  {
    name: 'semantic tokens, delta',
    method: 'textDocument/semanticTokens/full/delta',
    params: ({ last }) => ({ previousResultId: (last as { resultId?: unknown })?.resultId }),
  },
  { name: 'semantic tokens, range', method: 'textDocument/semanticTokens/range', params: around },
  { name: 'inlay hints', method: 'textDocument/inlayHint', params: around },
  { name: 'code lenses, all', method: 'textDocument/codeLens' },
  // As the extension asks.
  {
    name: 'code lenses, in view',
    method: 'textDocument/codeLens',
    params: (place) => ({ ranges: [around(place).range] }),
  },
  CODE_ACTIONS,
  {
    name: 'edits of a code action',
    method: 'codeAction/resolve',
    params: ({ before }) => firstOf(before),
    after: CODE_ACTIONS,
  },
  { name: 'format a range', method: 'textDocument/rangeFormatting', params: emptyRange },
  {
    name: 'format on type',
    method: 'textDocument/onTypeFormatting',
    params: (place) => ({ ...at(place), ch: '\n' }),
  },
  { name: 'places that it triggers', method: 'luciScheduler/triggeredPlaces', params: about },
  { name: 'places that trigger it', method: 'luciScheduler/triggeringPlaces', params: about },
  { name: 'jobs to run', method: 'luciScheduler/jobs', params: at },
  { name: 'job to run', method: 'luciScheduler/runTarget', params: about },
  { name: 'place of a job', method: 'luciScheduler/jobRange', params: about },
];

/** Timed elsewhere, or not about a document that is open. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'textDocument/formatting',
  'workspace/diagnostic',
  'luciScheduler/schemaText',
  'luciScheduler/savedFinding',
  'luciScheduler/checkUnopened',
]);

export interface QuestionTimes {
  readonly question: string;
  /** Milliseconds: of the first answer, when nothing is known of any part, and of each after that. */
  readonly first: number;
  readonly times: readonly number[];
  /** Of the longest answer, in bytes. */
  readonly longest: number;
}

/** What the server answers and nobody times. */
export function untimedMethods(): readonly string[] {
  const timed = new Set([...QUESTIONS.map(({ method }) => method), ...NOT_HERE]);
  return new ServedDocument('').methods.filter((method) => !timed.has(method));
}

/**
 * Every other place is within quotes: names stand there.
 * @param count how often each is asked
 * @param only if given, only the questions of which the name contains it
 */
export async function* timeQuestions(
  text: string,
  count: number,
  only = '',
): AsyncGenerator<QuestionTimes> {
  const places = placesIn(text, count + 1);
  const ids = Array.from(text.matchAll(/^ +id: "([^"]+)"$/gm), ([, id = '']) => id);
  for (const question of QUESTIONS) {
    if (!question.name.includes(only)) continue;
    const document = new ServedDocument(text);
    const times: number[] = [];
    let last: unknown;
    let longest = 0;
    for (const [i, position] of places.entries()) {
      edit(document, position, i);
      const { after, method, params } = question;
      const id = ids[(i * 7919) % ids.length] ?? '';
      const place: Place = { position, id, before: undefined, last };
      const before =
        after && (await document.ask(after.method, after.params?.(place) ?? {})).answer;
      const asks = params?.({ ...place, before }) ?? {};
      const watch = stopwatch();
      const { answer, message } = await document.ask(method, asks);
      times.push(watch());
      last = answer;
      longest = Math.max(longest, message.length);
      undo(document, position, i);
    }
    yield { question: question.name, first: times[0] ?? 0, times: times.slice(1), longest };
  }
}

/**
 * What somebody types. Of four edits, two are spaces at the end of a line, which break nothing; one is a quote, which
 * breaks an entry; one is a line end, by which everything below moves.
 */
function edit(document: ServedDocument, position: Position, i: number): void {
  const end = { line: position.line, character: 10_000 };
  if (i % 4 === 1) document.edit({ start: position, end: position }, '"');
  else document.edit({ start: end, end }, i % 4 === 3 ? '\n' : ' ');
}

/** Takes a quote away again: of a text that is all broken, there would be little to tell. */
function undo(document: ServedDocument, position: Position, i: number): void {
  if (i % 4 !== 1) return;
  const end = { line: position.line, character: position.character + 1 };
  document.edit({ start: position, end }, '');
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
