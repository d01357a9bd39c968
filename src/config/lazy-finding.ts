// A finding whose words are found only when somebody asks for them.

import type { Severity } from '../text/code-table.ts';
import type { Span } from '../text/span.ts';
import type { LocalFinding } from './finding.ts';
import type { FindingCode } from './finding-codes.ts';

/** For what is found again after each edit, perhaps of very many entries, of which an editor shows some. */
export class LazyFinding implements LocalFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly #message: () => string;

  constructor(
    { code, severity }: { readonly code: FindingCode; readonly severity: Severity },
    message: () => string,
    { path }: { readonly path: readonly string[] },
    { start, end }: Span,
  ) {
    this.code = code;
    this.severity = severity;
    this.path = path;
    this.start = start;
    this.end = end;
    this.#message = message;
  }

  get message(): string {
    return this.#message();
  }
}
