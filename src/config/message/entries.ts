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
  /** Free of text errors; only then can rules and lints say anything about it. */
  readonly readable: boolean;
}

/** The entries of a part, in order. */
export function entriesOf({ root, textErrors }: BoundPart): readonly BoundEntry[] {
  const entries: BoundEntry[] = [];
  for (const { type, node, values } of root.fields) {
    if (type.name !== 'job' && type.name !== 'trigger') continue;
    for (const value of values) {
      if (!value.message) continue;
      const span = values.length === 1 ? fieldSpan(node) : value.node;
      entries.push({ kind: type.name, message: value.message, span, readable: true });
    }
  }
  if (textErrors.length === 0) return entries;
  const touched = touchedSpans(
    entries.map(({ span }) => span),
    textErrors,
  );
  // Among so many errors, some have not been told.
  const areAllKnown = textErrors.length < MAX_TEXT_ERRORS;
  return entries.map((entry) => ({
    ...entry,
    readable: areAllKnown && !touched.has(entry.span),
  }));
}

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

/** Those of `spans`, which are in order and disjoint, that an error points at or is raised in. */
function touchedSpans(spans: readonly Span[], errors: readonly TextError[]): ReadonlySet<Span> {
  const touched = new Set<Span>();
  const touch = (start: number, end: number) => {
    for (let i = firstEndingAfter(spans, start); i < spans.length; i++) {
      const span = spans[i];
      if (!span || span.start >= end) return;
      touched.add(span);
    }
  };
  for (const { start, end, raisedAt } of errors) {
    touch(start, end);
    touch(raisedAt, raisedAt + 1);
  }
  return touched;
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
