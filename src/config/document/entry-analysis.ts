// Analysis of one part of a config: everything that can be said about its entries without looking at the others.

import type { ManagerRegistry } from '../../task/manager-registry.ts';
import type { Source } from '../../text/source.ts';
import type { TextError } from '../../textproto/tree.ts';
import type { LocalFinding } from '../finding.ts';
import {
  type LintComments,
  lintCommentsIn,
  NO_LINT_COMMENTS,
} from '../lints/document/lint-comments.ts';
import { unknownCodeLint } from '../lints/document/unknown-code.ts';
import { lintEntry, lintRoot, mayHaveStrayBytes } from '../lints/entry/entry-lints.ts';
import type { LintOptions } from '../lints/lint-options.ts';
import { type BoundEntry, entriesOf } from '../message/entries.ts';
import { type EntryFacts, factsOf, triggererSetsIn } from '../message/entry-facts.ts';
import { readPart } from '../message/read-part.ts';
import { type EntryFindings, validateEntry } from '../rules/entry-rules.ts';
import { unexplainedBy } from '../rules/unexplained-findings.ts';

/** An entry with what there is to say about it alone: no lints, and no more than is certain, if it is not readable. */
export interface EntryAnalysis extends EntryFacts, EntryFindings {
  /** The part that it is in. */
  readonly source: Source;
  readonly lints: readonly LocalFinding[];
}

export interface PartAnalysis {
  /** In order of `raisedAt`. */
  readonly textErrors: readonly TextError[];
  readonly entries: readonly EntryAnalysis[];
  readonly lintComments: LintComments;
  /** Names of sets of old access rules that let somebody trigger a job. */
  readonly triggererSets: readonly string[];
  /** What the lints say about anything but the entries. */
  readonly lints: readonly LocalFinding[];
}

export interface AnalysisOptions {
  /** The LUCI project's id, part of realm and job ids. */
  readonly project: string;
  /** The kinds of task whose Managers check their definitions. */
  readonly registry: ManagerRegistry;
  /** Absent: the service's verdict alone. */
  readonly lints?: LintOptions;
}

/** Parses, binds and checks one part of a config: one entry as a rule, more where entries share a line. */
export function analysePart(source: Source, options: AnalysisOptions): PartAnalysis {
  const part = readPart(source, options.registry.projectConfig);
  const { root, textErrors } = part;
  const strayBytes = mayHaveStrayBytes(source);
  const entries = entriesOf(part).map((entry) => analyseEntry(source, entry, options, strayBytes));
  const spans = entries.map(({ span }) => span);
  const triggererSets = triggererSetsIn(root);
  if (!options.lints)
    return { textErrors, entries, lintComments: NO_LINT_COMMENTS, triggererSets, lints: NOTHING };
  const unknown: LocalFinding[] = [];
  const lintComments = lintCommentsIn(source.text, spans, (code, at) => {
    const lint = unknownCodeLint(code, at, options.registry);
    if (lint) unknown.push(lint);
  });
  const lints = textErrors.length === 0 ? lintRoot(source, root, options.lints) : NOTHING;
  return {
    textErrors,
    entries,
    lintComments,
    triggererSets,
    lints: unknown.length > 0 ? [...lints, ...unknown] : lints,
  };
}

/** True if nothing is wrong with the entry by itself, whatever the others are. */
export function isValidByItself({ readable, first, last }: EntryAnalysis): boolean {
  return readable && first.length + last.length === 0;
}

function analyseEntry(
  source: Source,
  entry: BoundEntry,
  options: AnalysisOptions,
  mayHaveStrayBytes: boolean,
): EntryAnalysis {
  const { registry, project, lints } = options;
  const facts = factsOf(entry, registry);
  if (!entry.errors) return { ...facts, source, first: NOTHING, last: NOTHING, lints: NOTHING };
  const input = { source, entry: entry.message, path: facts.path, registry };
  const { first, last } = validateEntry({ ...input, project });
  if (!facts.readable) {
    const isUnexplained = unexplainedBy(entry.message, entry.span, entry.errors);
    return {
      ...facts,
      source,
      first: first.filter(isUnexplained),
      last: last.filter(isUnexplained),
      lints: NOTHING,
    };
  }
  return {
    ...facts,
    source,
    first,
    last,
    lints: lints ? lintEntry({ ...input, options: lints, mayHaveStrayBytes }) : NOTHING,
  };
}

const NOTHING: readonly [] = [];
