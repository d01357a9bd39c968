// A lint report that knows the source: turns what lints report into findings with offsets.

import type { FindingTag, LintReport } from '../../../task/lint-report.ts';
import type { Location } from '../../../task/validation-context.ts';
import type { CodeTable } from '../../../text/code-table.ts';
import type { Source } from '../../../text/source.ts';
import type { Span } from '../../../text/span.ts';
import type { LocalFinding } from '../../finding.ts';
import type { FindingCode } from '../../finding-codes.ts';
import { type BoundMessage, locate } from '../../message/bound-message.ts';
import type { LintOptions } from '../lint-options.ts';

export interface LintedPart {
  readonly source: Source;
  /** The validation context's path of what is linted. */
  readonly path: readonly string[];
  readonly options: LintOptions;
  /** Where findings go. */
  readonly findings: LocalFinding[];
}

export class SourceLintReport implements LintReport<FindingCode> {
  readonly #part: LintedPart;
  readonly #message: BoundMessage;
  readonly #codes: CodeTable;

  /**
   * @param message the one that locations are in
   * @param codes the rows of what may be reported
   */
  constructor(part: LintedPart, message: BoundMessage, codes: CodeTable) {
    this.#part = part;
    this.#message = message;
    this.#codes = codes;
  }

  lint(code: FindingCode, message: string, at: Location, tag?: FindingTag): void {
    this.lintAt(code, message, locate(this.#part.source, this.#message, at), tag);
  }

  /** As `lint`, about a piece of the source. */
  lintAt(code: FindingCode, message: string, { start, end }: Span, tag?: FindingTag): void {
    const { options, findings, path } = this.#part;
    if (options.off.has(code)) return;
    const severity = this.#codes[code]?.severity ?? 'warning';
    findings.push({ code, severity, message, path, start, end, ...(tag && { tags: [tag] }) });
  }
}
