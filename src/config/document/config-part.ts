// One independently analysed part of a config, with ranges relative to its first line.

import { countLines, lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { TextError } from '../../textproto/tree.ts';
import type { Finding, LocalFinding } from '../finding.ts';
import type { LintComments } from '../lints/document/lint-comments.ts';
import type { EntryKind } from '../message/entries.ts';
import {
  type AnalysisOptions,
  analysePart,
  type EntryAnalysis,
  type PartAnalysis,
} from './entry-analysis.ts';

/** Findings of one part in the order of the service: those of jobs, which come first, apart from the others. */
export interface OwnFindings extends Readonly<Record<EntryKind, readonly Finding[]>> {
  /** The document's line that the part started at. */
  readonly line: number;
  readonly text: readonly Finding[];
  readonly lints: readonly Finding[];
}

export interface PlaceOfPart {
  /** The document's line of the part's first line. */
  readonly line: number;
  /** The document has a text error: all but the first finding are marked `afterTextError`. */
  readonly afterTextError: boolean;
}

/** Immutable. Keeps the text and what was found, not the tree: parsing one entry again is cheap. */
export class ConfigPart extends Source {
  /** Number of line ends in the text. */
  readonly lines: number;
  readonly textErrors: readonly TextError[];
  readonly entries: readonly EntryAnalysis[];
  readonly lintComments: LintComments;
  readonly triggererSets: readonly string[];
  readonly lints: readonly LocalFinding[];
  /** True if lints of this part, or of single entries in it, have something to say. */
  readonly hasLints: boolean;
  /** True if there is something to report whatever the other parts say. */
  readonly hasFindings: boolean;
  #starts: readonly number[] | undefined;
  /** What `ownFindings` said last, without the mark and with it. */
  #unmarked: OwnFindings | undefined;
  #marked: OwnFindings | undefined;

  constructor(text: string, continues: boolean, options: AnalysisOptions) {
    super(text, continues);
    const analysis: PartAnalysis = analysePart(this, options);
    this.lines = countLines(text);
    this.textErrors = analysis.textErrors;
    this.entries = analysis.entries;
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

  /** A finding about this part, in the document. */
  finding(local: TextError | LocalFinding, { line, afterTextError }: PlaceOfPart): Finding {
    const { code, message } = local;
    const range = this.range(local, line);
    const marks = afterTextError ? AFTER_TEXT_ERROR : undefined;
    if (!('path' in local)) return { code, severity: 'error', message, path: [], range, ...marks };
    const { severity = 'error', path, tags } = local;
    return { code, severity, message, path, range, ...(tags && { tags }), ...marks };
  }

  /**
   * What there is to say about this part whatever the others say. Nearly all of it outlives nearly all edits,
   * so it is kept until the part moves.
   */
  ownFindings(place: PlaceOfPart): OwnFindings {
    const known = place.afterTextError ? this.#marked : this.#unmarked;
    if (known?.line === place.line) return known;
    const findings = this.#findOwn(place);
    if (place.afterTextError) this.#marked = findings;
    else this.#unmarked = findings;
    return findings;
  }

  #findOwn(place: PlaceOfPart): OwnFindings {
    const found = { job: [] as Finding[], trigger: [] as Finding[] };
    const lints = [...this.lints];
    for (const { kind, readable, first, last, lints: ofEntry } of this.entries) {
      if (!readable) continue;
      for (const local of first) found[kind].push(this.finding(local, place));
      for (const local of last) found[kind].push(this.finding(local, place));
      for (const local of ofEntry) lints.push(local);
    }
    if (this.lints.length > 0 || this.entries.length > 1) lints.sort((a, b) => a.start - b.start);
    return {
      ...found,
      line: place.line,
      text: this.textErrors.map((error) => this.finding(error, place)),
      lints: lints.map((local) => this.finding(local, place)),
    };
  }
}

const AFTER_TEXT_ERROR = { afterTextError: true } as const;
