// The findings about an entry with text errors that stand whatever is done about these.

import type { Span } from '../../text/span.ts';
import type { TextError, TextErrorCode } from '../../textproto/tree.ts';
import type { LocalFinding } from '../finding.ts';
import type { FindingCode } from '../finding-codes.ts';
import type { BoundMessage } from '../message/bound-message.ts';

/** One message of an entry, and whether something in it could not be read. */
interface MessageState {
  readonly span: Span;
  readonly name: Span;
  /** A text error stands in it or in a message in it, so that a field that seems to be absent may be there. */
  broken: boolean;
}

/** After these it is unclear which message a field belongs to. */
const STRUCTURAL: ReadonlySet<TextErrorCode> = new Set<TextErrorCode>([
  'textproto-missing-brace',
  'textproto-surplus-brace',
  'textproto-mismatched-brace',
  'textproto-unexpected-eof',
]);

/** What they point at is there, but they are about another field of the message, which seems to be absent. */
const ABOUT_ABSENT_SIBLING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'path-exclude-without-include',
  'policy-pending-timeout-not-applicable',
  'policy-log-base-too-small',
]);

/**
 * A filter for what the rules say about an entry: true for what no text error of the entry explains. Not kept are
 * findings at an error, and that something is missing in a message in which an error stands. Where two sides of a
 * merge conflict are in the entry, nothing is kept.
 * @param span the whole entry
 * @param errors those that touch the entry; not empty
 */
export function unexplainedBy(
  entry: BoundMessage,
  span: Span,
  errors: readonly TextError[],
): (finding: LocalFinding) => boolean {
  if (errors.some(({ code }) => code === 'textproto-conflict-marker')) return () => false;
  const messages: MessageState[] = [];
  const broken: Span[] = errors.map(({ start, end }) => ({ start, end: Math.max(end, start + 1) }));
  collect(entry, span, errors, messages, broken);
  let isStructureKnown = true;
  for (const { start, code } of errors) {
    if (STRUCTURAL.has(code) || start < span.start || start > span.end) isStructureKnown = false;
    else for (const message of messages) if (contains(message, start)) message.broken = true;
  }
  return ({ code, start, end }) => {
    if (broken.some((part) => start < part.end && part.start < end)) return false;
    // The bucket may be in the task, in the realm of the entry, or in what cannot be read.
    if (code === 'bb-bucket-required') return false;
    if (code === 'task-multiple') return isStructureKnown;
    const named = messages.find(({ name }) => name.start === start && name.end === end);
    const sibling = ABOUT_ABSENT_SIBLING.has(code)
      ? messages.findLast((message) => contains(message, start))
      : undefined;
    if (!named && !sibling) return true;
    return isStructureKnown && !named?.broken && !sibling?.broken;
  };
}

/** Collects the messages in `message`, outer ones first, and the fields in it whose value cannot be read. */
function collect(
  message: BoundMessage,
  span: Span,
  errors: readonly TextError[],
  messages: MessageState[],
  broken: Span[],
): void {
  messages.push({ span, name: message.name, broken: false });
  for (const { type, node, values } of message.fields) {
    const isOneScalar = !type.repeated && type.type.kind !== 'message';
    const isTouched = errors.some(({ start }) => node.start <= start && start < node.end);
    if (values.length === 0 || (isOneScalar && isTouched)) broken.push(node);
    for (const value of values) {
      if (value.message) collect(value.message, value.node, errors, messages, broken);
    }
  }
}

function contains({ span }: MessageState, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
