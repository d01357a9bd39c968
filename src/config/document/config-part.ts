// One independently analysed part of a config, with ranges relative to its first line.

import { countLines, lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { TextError } from '../../textproto/tree.ts';
import { type LocalFinding, severityOf } from '../finding.ts';
import { type FindingCounts, noFindings } from '../finding-counts.ts';
import type { LintComments } from '../lints/document/lint-comments.ts';
import {
  type AnalysisOptions,
  analysePart,
  type EntryAnalysis,
  type PartAnalysis,
} from './entry-analysis.ts';

/** Immutable. Keeps the text and what was found, not the tree: parsing one entry again is cheap. */
export class ConfigPart extends Source {
  /** Number of line ends in the text. */
  readonly lines: number;
  readonly textErrors: readonly TextError[];
  readonly entries: readonly EntryAnalysis[];
  /** There may be more entries than these, were it not for text errors. */
  readonly hidesEntries: boolean;
  readonly lintComments: LintComments;
  readonly triggererSets: readonly string[];
  readonly lints: readonly LocalFinding[];
  /** True if lints of this part, or of single entries in it, have something to say. */
  readonly hasLints: boolean;
  /** True if there is something to report whatever the other parts say. */
  readonly hasFindings: boolean;
  #starts: readonly number[] | undefined;
  #lintCounts: FindingCounts | undefined;

  constructor(text: string, continues: boolean, options: AnalysisOptions) {
    super(text, continues);
    const analysis: PartAnalysis = analysePart(this, options);
    this.lines = countLines(text);
    this.textErrors = analysis.textErrors;
    this.entries = analysis.entries;
    this.hidesEntries = this.textErrors.some((error) => mayHideEntries(error, this.entries));
    this.lintComments = analysis.lintComments;
    this.triggererSets = analysis.triggererSets;
    this.lints = analysis.lints;
    this.hasLints = this.lints.length > 0 || this.entries.some(({ lints }) => lints.length > 0);
    this.hasFindings =
      this.textErrors.length > 0 || this.entries.some((e) => e.first.length + e.last.length > 0);
  }

  /** Codes that comments of this part switch off in the whole file. */
  get offInFile(): readonly string[] {
    return this.lintComments.file;
  }

  /** LSP range of a span of this part's text, in the document in which it starts at line `line`. */
  range({ start, end }: Span, line: number): Range {
    this.#starts ??= lineStarts(this.text);
    return {
      start: positionAt(this.#starts, start, line),
      end: positionAt(this.#starts, end, line),
    };
  }

  /** How many lints there are of this part and of single entries in it. */
  get lintCounts(): FindingCounts {
    this.#lintCounts ??= this.hasLints ? this.#countLints() : NO_LINTS;
    return this.#lintCounts;
  }

  #countLints(): FindingCounts {
    const counts = noFindings();
    for (const lint of this.lints) counts[severityOf(lint)]++;
    for (const { lints } of this.entries) for (const lint of lints) counts[severityOf(lint)]++;
    return counts;
  }
}

const NO_LINTS: FindingCounts = noFindings();

/** An error outside of all entries, or about where one begins or ends. */
function mayHideEntries({ code, start }: TextError, entries: readonly EntryAnalysis[]): boolean {
  if (/-brace$/.test(code)) return true;
  return !entries.some(({ span }) => span.start <= start && start < span.end);
}
