// One independently analysed part of a config, with ranges relative to its first line.

import { countLines, lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { TextError } from '../../textproto/tree.ts';
import type { LocalFinding } from '../finding.ts';
import type { LintComments } from '../lints/document/lint-comments.ts';
import {
  type AnalysisOptions,
  analysePart,
  type EntryAnalysis,
  type PartAnalysis,
} from './entry-analysis.ts';
import type { Counted, LintCounts } from './lint-counts.ts';
import { FindingsOfPart, type OwnFindings } from './own-findings.ts';
import { type Marks, marksOf } from './part-marks.ts';

/** Its text and what was found never change. Keeps the text and what was found, not the tree: parsing one entry again is cheap. */
export class ConfigPart extends Source implements Counted {
  /** Number of line ends in the text. */
  readonly lines: number;
  readonly textErrors: readonly TextError[];
  readonly entries: readonly EntryAnalysis[];
  readonly lintComments: LintComments;
  readonly triggererSets: readonly string[];
  readonly lints: readonly LocalFinding[];
  readonly marks: Marks;
  lintCounts: LintCounts | undefined;
  /** The stretch that it is in, as long as it is in a list. */
  stretch: Counted | undefined;
  #starts: readonly number[] | undefined;
  #own: OwnFindings | undefined;

  constructor(text: string, continues: boolean, options: AnalysisOptions) {
    super(text, continues);
    const analysis: PartAnalysis = analysePart(this, options);
    const { textErrors, entries } = analysis;
    this.lines = countLines(text);
    this.textErrors = textErrors;
    this.entries = entries;
    this.lintComments = analysis.lintComments;
    this.triggererSets = analysis.triggererSets;
    this.lints = analysis.lints;
    const hidesEntries = textErrors.some((error) => mayHideEntries(error, entries));
    this.marks = marksOf(analysis, hidesEntries);
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

  /**
   * What there is to say about it whatever the other parts say. Nearly all of it outlives nearly all edits, so it is
   * kept until the part moves.
   * @param line of the document at which the part starts
   */
  ownFindings(line: number): OwnFindings {
    if (this.#own?.line !== line) this.#own = new FindingsOfPart(this, line);
    return this.#own;
  }
}

/** An error outside of all entries, or about where one begins or ends. */
function mayHideEntries({ code, start }: TextError, entries: readonly EntryAnalysis[]): boolean {
  if (/-brace$/.test(code)) return true;
  return !entries.some(({ span }) => span.start <= start && start < span.end);
}
