// A finding: one thing to tell the user about a config.

import type { FindingTag } from '../task/lint-report.ts';
import type { Severity } from '../text/code-table.ts';
import type { Range } from '../text/range.ts';
import type { Span } from '../text/span.ts';
import type { FindingCode } from './finding-codes.ts';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** A plain sentence: what is wrong and what to do. */
  readonly message: string;
  /** The validation context's path, such as ['job', 'build', 'task']; empty for text errors. */
  readonly path: readonly string[];
  readonly range: Range;
  /** The service stopped at an earlier text error and did not get as far as this. */
  readonly afterTextError?: true;
  readonly tags?: readonly FindingTag[];
  /** Other places in the document that belong to it; never empty. */
  readonly related?: readonly RelatedPlace[];
}

export interface RelatedPlace {
  /** A plain sentence: what is there. */
  readonly message: string;
  readonly range: Range;
}

/** A finding whose range is still offsets into the text of its part; `error` unless it says otherwise. */
export interface LocalFinding extends Span, Pick<Finding, 'code' | 'message' | 'path' | 'tags'> {
  readonly severity?: Severity;
}

export function severityOf(finding: {
  readonly code: string;
  readonly severity?: Severity;
}): Severity {
  return finding.severity ?? 'error';
}
