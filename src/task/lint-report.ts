// The accumulator that lints report into: what the service accepts and its users are sorry about later.

import type { TaskCode } from './finding-codes.ts';
import type { Location } from './validation-context.ts';

/** How an editor is to show the place: struck out, or faded. */
export type FindingTag = 'deprecated' | 'unnecessary';

/**
 * Collects lints about one message. Recording one stops nothing, and codes that the user has switched off are
 * dropped here.
 * @typeParam Code what may be reported
 */
export interface LintReport<Code extends string = TaskCode> {
  /**
   * @param code has a row in the table of whoever reports it, which gives its severity
   * @param message plain sentences: what is wrong and what to do
   * @param at what to underline, within the message
   */
  lint(code: Code, message: string, at: Location, tag?: FindingTag): void;
}
