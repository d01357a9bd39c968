// One thing to tell the user about a config.

import type { Range } from '../text/range.ts';

/** `error`: the service rejects the file. The others are ours. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Finding {
  /** Stable and kebab-case: a code of spec validation.md, or `lint-…` for what the service accepts. */
  readonly code: string;
  readonly severity: Severity;
  /** A plain sentence: what is wrong and what to do. */
  readonly message: string;
  /** The validation context's path, such as ['job', 'build', 'task']; empty for text errors. */
  readonly path: readonly string[];
  readonly range: Range;
  /** The service stopped at an earlier text error and did not get as far as this. */
  readonly afterTextError?: true;
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
}
