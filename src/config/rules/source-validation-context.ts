// A validation context that knows the source: turns what rules report into findings with offsets.

import type { Location, ValidationContext } from '../../task/validation-context.ts';
import type { Source } from '../../text/source.ts';
import type { LocalFinding } from '../finding.ts';
import type { FindingCode } from '../finding-codes.ts';
import { type BoundMessage, locate } from '../message/bound-message.ts';
import { pathStep } from '../message/path-step.ts';

/** Collects findings about one message; `at` of a report is relative to it. */
export class SourceValidationContext implements ValidationContext<FindingCode> {
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
    this.#path = [...this.#path, pathStep(title)];
  }

  exit(): void {
    this.#path = this.#path.slice(0, -1);
  }

  error(
    code: FindingCode,
    message: string,
    at: Location | readonly (string | number)[] = [],
  ): void {
    const location = 'field' in at ? at : { field: at };
    const { start, end } = locate(this.#source, this.#message, location);
    this.findings.push({ code, message, path: this.#path, start, end });
  }
}
