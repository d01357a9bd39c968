// Analysis of one part of a config: everything that can be said about its entries without looking at the others.

import { parseSchedule } from '../../schedule/schedule.ts';
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
import { type AclSetFacts, aclSetsIn } from '../message/acl-set-facts.ts';
import { type BoundEntry, entriesOf, entryPath } from '../message/entries.ts';
import { type EntryFacts, FactsOfEntry, triggererSetsIn } from '../message/entry-facts.ts';
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
  readonly aclSets: readonly AclSetFacts[];
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
  const { root } = part;
  const textErrors = kept(part.textErrors);
  const strayBytes = mayHaveStrayBytes(source);
  const entries = entriesOf(part).map((entry) => analyseEntry(source, entry, options, strayBytes));
  const triggererSets = triggererSetsIn(root);
  const aclSets = aclSetsIn(root);
  const read = { textErrors, entries, triggererSets, aclSets };
  if (!options.lints) return { ...read, lintComments: NO_LINT_COMMENTS, lints: NOTHING };
  const spans = entries.map(({ span }) => span);
  const unknown: LocalFinding[] = [];
  const lintComments = lintCommentsIn(source.text, spans, (code, at) => {
    const lint = unknownCodeLint(code, at, options.registry);
    if (lint) unknown.push(lint);
  });
  const lints = textErrors.length === 0 ? lintRoot(source, root, options.lints) : NOTHING;
  return { ...read, lintComments, lints: kept([...lints, ...unknown]) };
}

/** True if nothing is wrong with the entry by itself, whatever the others are. */
export function isValidByItself({
  readable,
  beforeReferences,
  afterReferences,
}: EntryAnalysis): boolean {
  return readable && beforeReferences.length + afterReferences.length === 0;
}

function analyseEntry(
  source: Source,
  entry: BoundEntry,
  options: AnalysisOptions,
  mayHaveStrayBytes: boolean,
): EntryAnalysis {
  const { registry, project, lints } = options;
  const analysed = new AnalysedEntry(source, entry, registry);
  if (!entry.errors) return analysed;
  // Not the path of the analysed entry, which would keep it: most entries never need it again.
  const path = entryPath(entry.kind, analysed.id);
  const schedule = analysed.schedule === '' ? undefined : parseSchedule(analysed.schedule);
  const input = { source, entry: entry.message, path, registry, schedule };
  const { beforeReferences, afterReferences } = validateEntry({ ...input, project });
  if (!analysed.readable) {
    const isUnexplained = unexplainedBy(entry.message, entry.span, entry.errors);
    analysed.beforeReferences = kept(beforeReferences.filter(isUnexplained));
    analysed.afterReferences = kept(afterReferences.filter(isUnexplained));
    return analysed;
  }
  analysed.beforeReferences = kept(beforeReferences);
  analysed.afterReferences = kept(afterReferences);
  if (lints) analysed.lints = kept(lintEntry({ ...input, options: lints, mayHaveStrayBytes }));
  return analysed;
}

class AnalysedEntry extends FactsOfEntry implements EntryAnalysis {
  readonly source: Source;
  beforeReferences: readonly LocalFinding[] = NOTHING;
  afterReferences: readonly LocalFinding[] = NOTHING;
  lints: readonly LocalFinding[] = NOTHING;

  constructor(source: Source, entry: BoundEntry, registry: ManagerRegistry) {
    super(entry, registry);
    this.source = source;
  }
}

/** A copy that is no larger than it has to be: a list that grew has room for more, and most stay empty. */
function kept<T>(list: readonly T[]): readonly T[] {
  return list.length > 0 ? list.slice() : NOTHING;
}

const NOTHING: readonly [] = [];
