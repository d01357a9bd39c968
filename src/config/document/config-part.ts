// One independently analysed part of a config, with ranges relative to its first line.

import type { MessageType } from '../../schema/schema.ts';
import { countLines, lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { blockCommentsIn } from '../../textproto/mending/block-comments.ts';
import type { TextError } from '../../textproto/tree.ts';
import type { LocalFinding } from '../finding.ts';
import type { LintComments } from '../lints/document/lint-comments.ts';
import type { AclSetFacts } from '../message/acl-set-facts.ts';
import { type AnalysisOptions, analysePart, type EntryAnalysis } from './entry-analysis.ts';
import type { EqualParts } from './equal-parts.ts';
import { type Found, LastAnalysis } from './last-analysis.ts';
import type { Counted, LintCounts } from './lint-counts.ts';
import { FindingsOfPart, type OwnFindings } from './own-findings.ts';
import { type Marks, marksOf } from './part-marks.ts';
import { RecalledEntry } from './recalled-entry.ts';

export interface PartOptions extends AnalysisOptions {
  /** Given: parts keep nothing but their text, and are analysed again whenever somebody asks about them. */
  readonly last?: LastAnalysis;
}

/**
 * Its text and what was found never change. Keeps the text and what was found, not the tree: parsing one entry again is
 * cheap. If the options say so, what was found is not kept either.
 */
export class ConfigPart extends Source implements Counted {
  readonly #options: PartOptions;
  /** Undefined: see `#options.last`. */
  readonly #kept: Found | undefined;
  /** Number of line ends in the text. */
  readonly lines: number;
  readonly entries: readonly EntryAnalysis[];
  readonly marks: Marks;
  /** Offset of the last block comment of another language that does not end in this part; -1 if there is none. */
  readonly openComment: number;
  lintCounts: LintCounts | undefined;
  /** The stretch that it is in, as long as it is in a list. */
  stretch: Counted | undefined;
  #own: OwnFindings | undefined;

  /** @param equals the parts of the same text that were analysed before */
  constructor(text: string, continues: boolean, options: PartOptions, equals?: EqualParts) {
    super(text, continues);
    this.#options = options;
    const equal = options.last ? undefined : equals?.analysisOf(this);
    if (!options.last) {
      this.#kept = { analysis: equal ?? analysePart(this, options) };
      if (!equal) equals?.remember(this, this.#kept.analysis);
    }
    const { analysis } = this.#found;
    const { textErrors, entries } = analysis;
    this.lines = countLines(text);
    this.entries =
      options.last || equal
        ? entries.map((entry, n) => new RecalledEntry(entry, this, n))
        : entries;
    const hidesEntries = textErrors.some((error) => mayHideEntries(error, entries));
    this.marks = marksOf(analysis, hidesEntries);
    this.openComment = blockCommentsIn(text).open;
  }

  /** The LUCI project's id. */
  get project(): string {
    return this.#options.project;
  }

  /** The type of the config that it is read as. */
  get projectConfig(): MessageType {
    return this.#options.registry.projectConfig;
  }

  get #found(): Found {
    const { last } = this.#options;
    return (
      this.#kept ?? (last ?? new LastAnalysis()).of(this, () => analysePart(this, this.#options))
    );
  }

  /** What is found of its entry `n`. */
  analysedEntry(n: number): EntryAnalysis {
    const entry = this.#found.analysis.entries[n];
    if (!entry) throw new RangeError(`no entry ${n}`);
    return entry;
  }

  get textErrors(): readonly TextError[] {
    return this.#found.analysis.textErrors;
  }

  get lintComments(): LintComments {
    return this.#found.analysis.lintComments;
  }

  get triggererSets(): readonly string[] {
    return this.#found.analysis.triggererSets;
  }

  /** Not among `entries`: the service ignores them. */
  get aclSets(): readonly AclSetFacts[] {
    return this.#found.analysis.aclSets;
  }

  get lints(): readonly LocalFinding[] {
    return this.#found.analysis.lints;
  }

  /** Codes that comments of this part switch off in the whole file. */
  get offInFile(): readonly string[] {
    return this.lintComments.file;
  }

  /** LSP range of a span of this part's text, in the document in which it starts at line `line`. */
  range({ start, end }: Span, line: number): Range {
    const found = this.#found;
    found.starts ??= lineStarts(this.text);
    return {
      start: positionAt(found.starts, start, line),
      end: positionAt(found.starts, end, line),
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
