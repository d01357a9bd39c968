// The accumulator that validation rules report into (spec validation.md 3.0).

import type { Span } from '../text/span.ts';
import type { TaskCode } from './finding-codes.ts';

/**
 * Where in the message being validated a problem stands: field names (as in the `.proto`) and, for
 * repeated fields, indices, from the message that the rule was given. `[]` is the message itself.
 * A field that is absent from the text is fine: the editor then marks the closest thing above it.
 */
export interface Location {
  readonly field: readonly (string | number)[];
  /** A part of the field's string value, in units of the decoded value. */
  readonly span?: Span;
}

/**
 * Collects findings. Recording one stops nothing by itself: a rule that wants to stop returns.
 * Rules are pure: they only look at the message and report here.
 * @typeParam Code what may be reported
 */
export interface ValidationContext<Code extends string = TaskCode> {
  /** Pushes an element name onto the path that every finding carries. */
  enter(title: string): void;
  /** Pops it. On an empty path: no effect. */
  exit(): void;
  /**
   * Records a blocking finding: the service rejects the config.
   * @param code has a row in the table of whoever reports it; those of the built-in kinds are from spec validation.md
   * @param message a plain sentence: what is wrong and what to do
   * @param at what to underline; a bare list of names is short for `{ field }`
   */
  error(code: Code, message: string, at?: Location | readonly (string | number)[]): void;
}
