// A finding at its place in a document, short of being made: most of very many are never shown.

import type { Severity } from '../../text/code-table.ts';
import type { TextError } from '../../textproto/tree.ts';
import { type Finding, type LocalFinding, type RelatedPlace, severityOf } from '../finding.ts';
import type { ConfigPart } from './config-part.ts';

export type Local = TextError | LocalFinding;

/** Finds them when somebody asks; at least one. */
export type RelatedPlaces = () => readonly RelatedPlace[];

export class PlacedFinding {
  readonly local: Local;
  readonly #part: ConfigPart;
  /** The document's line of the part's first line. */
  readonly #line: number;
  readonly #related: RelatedPlaces | undefined;

  constructor(local: Local, part: ConfigPart, line: number, related?: RelatedPlaces) {
    this.local = local;
    this.#part = part;
    this.#line = line;
    this.#related = related;
  }

  get severity(): Severity {
    return severityOf(this.local);
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

  finding(afterTextError: boolean): Finding {
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
