// The concrete syntax tree of a text-format document: exact offsets, no schema.
//
// Offsets are UTF-16 units from the start of the parsed text; [start, end) ranges. Token text is not
// copied: slice the source. Comments and white space lie between the nodes and are read from the source.

import type { Span } from '../text/span.ts';
import type { TEXT_ERROR_CODES } from './error-codes.ts';

/** What stands where a field name should be. Only `word` can name a field. */
type NameKind =
  | 'word'
  /** `[package.name]` or `[host/package.name]`: an extension or an Any type URL. */
  | 'extension'
  /** A quoted string or a symbol: never valid, kept so that its value stays attached. */
  | 'other';

export interface NameNode extends Span {
  readonly kind: NameKind;
}

export interface FieldNode extends Span {
  readonly name: NameNode;
  /** Offset of the `:`, or of what cannot be a token and stands in its place; -1 if there is neither. */
  readonly colon: number;
  /** Offset of a second `:`, or of a `/`, before the value: wrong under any schema, yet not reported. -1 if there is none. */
  readonly stray: number;
  readonly value: ValueNode;
  /** Offset of the `;` or `,` after the value, -1 if there is none. */
  readonly separator: number;
}

/** A bare word: number, boolean, enum value. Or a here-document, which starts with `<<` and is never valid. */
interface WordNode extends Span {
  readonly kind: 'word';
}

/** Adjacent quoted strings, joined into one value. */
export interface StringNode extends Span {
  readonly kind: 'string';
  /** Each with its quotes; at least one. */
  readonly pieces: readonly Span[];
  /** True if some piece is unterminated or has a bad escape: already reported, has no value. */
  readonly broken: boolean;
}

export interface MessageNode extends Span {
  readonly kind: 'message';
  /** Offset of `{` or `<`, -1 if it is missing (not reported: a scalar may be what belongs here). */
  readonly open: number;
  /** Offset of the closer, -1 if it is missing. */
  readonly close: number;
  readonly fields: readonly FieldNode[];
}

export interface ListNode extends Span {
  readonly kind: 'list';
  /** Offset of `[`. */
  readonly open: number;
  /** Offset of `]`, -1 if it is missing. */
  readonly close: number;
  readonly items: readonly ValueNode[];
}

/** No value here; the span is what stands in its place (at the end of the text, what is left of it). */
export interface MissingNode extends Span {
  readonly kind: 'missing';
  /** The text ended. */
  readonly atEnd: boolean;
  /** What was found instead is itself an error that has been reported. */
  readonly broken: boolean;
}

export type ValueNode = WordNode | StringNode | MessageNode | ListNode | MissingNode;

/** Codes of spec textformat.md 2.11. */
export type TextErrorCode = keyof typeof TEXT_ERROR_CODES;

export interface TextError extends Span {
  readonly code: TextErrorCode;
  readonly message: string;
  /**
   * Offset at which the service's one-pass parser gives up because of this. Of all errors of a text the
   * one with the smallest `raisedAt` is the one the service reports.
   */
  readonly raisedAt: number;
  /** The kind of error that the service gives up with, where `code` tells more than that (2.11). */
  readonly verdict?: TextErrorCode;
}

/** Of the errors of one text no more than these are told apart: nobody reads them. */
export const MAX_TEXT_ERRORS = 1000;

export interface Parse {
  /** Fields of the root message, in order. */
  readonly fields: readonly FieldNode[];
  /** In order of `raisedAt`; of equals, the one that the service meets first comes first. */
  readonly errors: readonly TextError[];
}

export interface ParseResult extends Parse {
  /** Present where braces do not match up. */
  readonly imbalance?: Imbalance;
}

/** Braces do not match up, and indentation was used to tell which one is the mistake. */
interface Imbalance {
  /** The error that says so, if it is one of its own; its `raisedAt` is where indentation gives it away. */
  readonly error: TextError | undefined;
  /** The same text read brace by brace, as the service reads it. */
  readonly literal: Parse;
}
