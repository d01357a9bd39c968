// A validation context that knows the source: turns what rules report into findings with offsets.

import type { Location, ValidationContext } from '../task/validation-context.ts';
import type { Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import { type BoundMessage, locate } from './bound-message.ts';
import type { Finding, Severity } from './finding.ts';

/** A finding whose range is still offsets into the text of the entry; `error` unless it says otherwise. */
export interface LocalFinding extends Span, Pick<Finding, 'code' | 'message' | 'path' | 'tags'> {
  readonly severity?: Severity;
}

/** Collects findings about one message; `at` of a report is relative to it. */
export class SourceValidationContext implements ValidationContext {
  readonly findings: LocalFinding[];
  readonly #source: Source;
  readonly #message: BoundMessage;
  /** Not changed but replaced, so that findings may share it. */
  #path: readonly string[];

  constructor(source: Source, message: BoundMessage, path: readonly string[]) {
    this.findings = [];
    this.#source = source;
    this.#message = message;
    this.#path = path;
  }

  enter(title: string): void {
    this.#path = [...this.#path, title];
  }

  exit(): void {
    this.#path = this.#path.slice(0, -1);
  }

  error(code: string, message: string, at: Location | readonly (string | number)[] = []): void {
    const location = 'field' in at ? at : { field: at };
    const { start, end } = locate(this.#source, this.#message, location);
    this.findings.push({ code, message, path: this.#path, start, end });
  }
}
