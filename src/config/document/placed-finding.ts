// A finding at its place in a document, short of being made: most of very many are never shown.

import type { Severity } from '../../text/code-table.ts';
import type { Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import type { TextError } from '../../textproto/tree.ts';
import { type Finding, type LocalFinding, type RelatedPlace, severityOf } from '../finding.ts';

export type Local = TextError | LocalFinding;

/** The part that a finding is about. */
export interface FindingPlace {
  readonly text: string;
  /** Of a span of the text, in a document in which it starts at `line`. */
  range(span: Span, line: number): Range;
}

/** Finds them when somebody asks; at least one. */
export type RelatedPlaces = () => readonly RelatedPlace[];

export class PlacedFinding {
  readonly local: Local;
  readonly severity: Severity;
  readonly #part: FindingPlace;
  /** The document's line of the part's first line. */
  readonly #line: number;
  readonly #related: RelatedPlaces | undefined;
  /** What `finding` returned, by its argument. */
  #plain: Finding | undefined;
  #marked: Finding | undefined;

  constructor(local: Local, part: FindingPlace, line: number, related?: RelatedPlaces) {
    this.local = local;
    this.severity = severityOf(local);
    this.#part = part;
    this.#line = line;
    this.#related = related;
  }

  /** The line of the document that it starts in. */
  get startLine(): number {
    return this.#part.range(this.local, this.#line).start.line;
  }

  /** It is about a character outside of strings that was not decoded, here or in the editor. */
  get isAboutEncoding(): boolean {
    const { code, start } = this.local;
    return (
      code === 'textproto-unexpected-byte' &&
      /[\udc80-\udcff\ufffd]/u.test(this.#part.text.charAt(start))
    );
  }

  /** Negative if this one comes first in the document. */
  compare(other: PlacedFinding): number {
    // No two parts begin in the same line.
    return this.#line - other.#line || this.local.start - other.local.start;
  }

  /** Makes it, and keeps it for the next time. @param afterTextError see the finding's field of this name */
  finding(afterTextError: boolean): Finding {
    if (!afterTextError) {
      this.#plain ??= this.made(false);
      return this.#plain;
    }
    this.#marked ??= this.#plain ? { ...this.#plain, ...AFTER_TEXT_ERROR } : this.made(true);
    return this.#marked;
  }

  /** The same, which is not kept. */
  made(afterTextError: boolean): Finding {
    const { local } = this;
    const { code, message } = local;
    const range = this.#part.range(local, this.#line);
    const marks = afterTextError ? AFTER_TEXT_ERROR : undefined;
    if (!('path' in local)) return { code, severity: 'error', message, path: [], range, ...marks };
    const { path, tags } = local;
    const related = this.#related?.();
    return {
      code,
      severity: this.severity,
      message,
      path,
      range,
      ...(tags && { tags }),
      ...(related && { related }),
      ...marks,
    };
  }
}

const AFTER_TEXT_ERROR = { afterTextError: true } as const;
