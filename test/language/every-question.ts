// Every question that is asked about a document, at a place of it.

import type { ConfigDocument } from '../../src/language/language.ts';
import {
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
  jobChoices,
  linkedRanges,
  matchingSymbols,
  outgoingCalls,
  references,
  renamable,
  rename,
  selectionRanges,
} from '../../src/language/language.ts';
import type { Position } from '../../src/text/range.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');
const KINDS = new Set(['nextRun', 'defaults', 'triggerCounts'] as const);
const RUNS_HERE = new Set(['noop', 'url_fetch']);

/** Each position in an answer is one in the document. */
export const QUESTIONS: Readonly<
  Record<string, (document: ConfigDocument, at: Position) => unknown>
> = {
  callItems,
  codeLenses: (document) => codeLenses(document, RUNS_HERE),
  completions: (document, at) => completions(document, at, { now: NOW }),
  definition: (document, at) => definition(document, at).filter(({ where }) => where === 'config'),
  documentLinks,
  documentSymbols,
  entryLenses: (document) => entryLenses(document, NOW),
  folds: (document) => folds(document, { showsText: true }),
  foldsWithoutText: (document) => folds(document, { showsText: false }),
  highlights,
  hover: (document, at) => hover(document, at, { now: NOW, zone: 'America/New_York' }),
  incomingCalls: (document) => incomingCalls(document, 'a'),
  inlayHints: (document, at) =>
    inlayHints(
      document,
      { start: at, end: { line: at.line + 9, character: 0 } },
      { kinds: KINDS, now: NOW },
    ),
  jobChoices: (document, at) => jobChoices(document, at, RUNS_HERE),
  linkedRanges,
  matchingSymbols: (document) => matchingSymbols(document, 'a'),
  outgoingCalls: (document) => outgoingCalls(document, 't'),
  references: (document, at) => references(document, at, true),
  renamable,
  rename: (document, at) => rename(document, at, 'another'),
  selectionRanges,
};
