// The jobs and triggers of a part, each with its message.

import type { Span } from '../../text/span.ts';
import { type FieldNode, MAX_TEXT_ERRORS, type TextError } from '../../textproto/tree.ts';
import type { BoundMessage } from './bound-message.ts';
import type { BoundPart } from './bound-part.ts';
import { pathStep } from './path-step.ts';

/** Names of the fields of ProjectConfig that define something. */
export type EntryKind = 'job' | 'trigger';

/** One `job` or `trigger` with its message. */
export interface BoundEntry {
  readonly kind: EntryKind;
  readonly message: BoundMessage;
  /** The whole field, from the keyword to the closer. */
  readonly span: Span;
  /** Free of text errors; only then can lints say anything about it. */
  readonly readable: boolean;
  /** The text errors that touch it; undefined if there are so many in the text that some have not been told. */
  readonly errors: readonly TextError[] | undefined;
}

/** The entries of a part, in order. */
export function entriesOf({ root, textErrors }: BoundPart): readonly BoundEntry[] {
  const entries: BoundEntry[] = [];
  for (const { type, node, values } of root.fields) {
    if (type.name !== 'job' && type.name !== 'trigger') continue;
    for (const value of values) {
      if (!value.message) continue;
      const span = values.length === 1 ? fieldSpan(node) : value.node;
      entries.push({
        kind: type.name,
        message: value.message,
        span,
        readable: true,
        errors: NO_ERRORS,
      });
    }
  }
  if (textErrors.length === 0) return entries;
  if (textErrors.length >= MAX_TEXT_ERRORS) {
    return entries.map((entry) => ({ ...entry, readable: false, errors: undefined }));
  }
  const spans = entries.map(({ span }) => span);
  const touching = errorsBySpan(spans, textErrors);
  return entries.map((entry) => {
    const errors = touching.get(entry.span) ?? NO_ERRORS;
    return { ...entry, readable: errors.length === 0, errors };
  });
}

const NO_ERRORS: readonly TextError[] = [];

/**
 * The path of an entry in the validation context: its kind, and its id or `(empty)` (validation.md F4, F5), which is
 * shortened if it is very long.
 */
export function entryPath(kind: EntryKind, id: string): readonly string[] {
  return [kind, id === '' ? '(empty)' : pathStep(id)];
}

/** Without the separator. */
function fieldSpan(node: FieldNode): Span {
  return { start: node.start, end: node.value.end };
}

/** Those of `spans`, which are in order and disjoint, that errors point at or are raised in, with these errors. */
function errorsBySpan(
  spans: readonly Span[],
  errors: readonly TextError[],
): ReadonlyMap<Span, readonly TextError[]> {
  const touching = new Map<Span, TextError[]>();
  const touch = (start: number, end: number, error: TextError) => {
    for (let i = firstEndingAfter(spans, start); i < spans.length; i++) {
      const span = spans[i];
      if (!span || span.start >= end) return;
      const known = touching.get(span);
      if (!known) touching.set(span, [error]);
      else if (known.at(-1) !== error) known.push(error);
    }
  };
  for (const error of errors) {
    touch(error.start, error.end, error);
    touch(error.raisedAt, error.raisedAt + 1, error);
  }
  return touching;
}

/** Index of the first of `spans` that ends after `offset`, by halving. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
