// Diagnostics: everything that is wrong with a document, or as much of it as an editor can show.

import { LastAnalysis } from '../config/document/last-analysis.ts';
import { ProjectConfigDocument } from '../config/document/project-config-document.ts';
import type { Finding } from '../config/finding.ts';
import { SEVERITIES, totalOf } from '../config/finding-counts.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { Severity } from '../text/code-table.ts';
import type { Range } from '../text/range.ts';
import { listed, plural } from '../text/wording.ts';
import { analysisOptions, type ConfigDocument, type ConfigSettings } from './config-document.ts';
import { oneByValue } from './findings-by-value.ts';

/**
 * Every finding. Without text errors: in the order of the service, jobs before triggers, then lints from top to bottom.
 * With text errors: the one that the service stops at, then the rest from top to bottom.
 */
export function diagnostics(document: ConfigDocument): readonly Finding[] {
  return document.findings();
}

/** Characters of a text of which all that is found is kept while it is told. It takes a hundred times as much memory. */
const LONG = 1 << 20;

/**
 * The same of a text that nobody edits, one by one, for whoever passes them on. There may be several times as much to say
 * as there is text: nothing that was told is kept, and of a long text nothing that it takes to tell it.
 */
export function eachDiagnostic(
  text: string,
  settings: ConfigSettings,
  registry: ManagerRegistry,
): Iterable<Finding> {
  const last = text.length > LONG ? new LastAnalysis() : undefined;
  const options = { ...analysisOptions(settings, registry), ...(last && { last }) };
  return ProjectConfigDocument.open(text, options).eachFinding();
}

export interface ShownDiagnostics {
  /** No two errors of rules about the same value: these are merged into one. */
  readonly findings: readonly Finding[];
  /** What to show as well if that is not all. */
  readonly summary?: DiagnosticsSummary;
}

interface DiagnosticsSummary {
  readonly severity: Severity;
  /** A sentence or two: how many more there are, and who tells them. */
  readonly message: string;
  readonly range: Range;
}

/** As many as VS Code shows of one file, the summary among them. */
export const MAX_SHOWN = 1000;

/**
 * The diagnostics of an editor: all of them, or the worst if there are more than 1,000, with a summary as the last. What
 * is counted is findings, so that the numbers are those of the command line, whatever is merged.
 */
export function shownDiagnostics(document: ConfigDocument): ShownDiagnostics {
  const worstFindings = document.worstFindings(MAX_SHOWN);
  if (totalOf(worstFindings.more) === 0) return { findings: oneByValue(worstFindings.shown) };
  // The last one makes room for the summary.
  const shown = worstFindings.shown.slice(0, -1);
  const more = { ...worstFindings.more };
  for (const { severity } of worstFindings.shown.slice(-1)) more[severity]++;
  const worst = SEVERITIES.find((severity) => more[severity] > 0) ?? 'information';
  const counts = SEVERITIES.filter((severity) => more[severity] > 0).map((severity) =>
    plural(more[severity], NOUNS[severity]),
  );
  return {
    findings: oneByValue(shown),
    summary: {
      // Nobody would see a hint in the list of problems.
      severity: worst === 'hint' ? 'information' : worst,
      message: `This file has ${shown.length + totalOf(more)} findings. The worst ${shown.length} are shown; not shown are ${listed(counts)}. \`luci-jobs validate --hints\` lists all of them.`,
      range: shown.at(-1)?.range ?? START,
    },
  };
}

const NOUNS = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
