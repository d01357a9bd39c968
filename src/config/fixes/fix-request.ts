// What a family of fixes is asked: a finding, and the text around it as it was read.

import type { Range } from '../../text/range.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { decodeString } from '../../textproto/string-literal.ts';
import type { ListNode, MessageNode, StringNode, TextError } from '../../textproto/tree.ts';
import type { AnalysisOptions } from '../document/entry-analysis.ts';
import type { Finding } from '../finding.ts';
import type { BoundField, BoundMessage, BoundValue } from '../message/bound-message.ts';
import type { BoundPart } from '../message/bound-part.ts';
import type { BoundEntry } from '../message/entries.ts';
import type { FixCandidate } from './fix.ts';

/** What is known of the ids of a whole document. */
export interface Ids {
  has(id: string): boolean;
  /** The one that is most like `id`. */
  closestTo(id: string): string | undefined;
  /** Where `triggers` name it. */
  referencesTo(id: string): readonly Range[];
}

export interface FixRequest {
  readonly finding: Pick<Finding, 'code' | 'message'>;
  /** Where the finding is, in the text of `source`. */
  readonly span: Span;
  /** The part of the document that the finding is in. */
  readonly source: Source;
  readonly part: BoundPart;
  /** The text error that the finding is, if it is one. */
  readonly error: TextError | undefined;
  /** The job or trigger that it is in. */
  readonly entry: BoundEntry | undefined;
  /** The innermost field that it is in, if that could be read. */
  readonly place: Place | undefined;
  readonly ids: Ids;
  readonly options: AnalysisOptions;
}

/** Proposes fixes for the findings of some codes, the likeliest first; they need not be good ones. */
export type FixFamily = (request: FixRequest) => readonly FixCandidate[];

/** A field with the message that has it. */
export interface Place {
  readonly owner: BoundMessage;
  readonly field: BoundField;
  /** The one of the field's values; undefined if it is all of the field, or its name. */
  readonly value: BoundValue | undefined;
  /** The field that holds `owner`; undefined if that is the root of the part. */
  readonly outer: Place | undefined;
}

/** The innermost field of a message that a span is in. */
export function placeOf(root: BoundMessage, span: Span): Place | undefined {
  let owner = root;
  let place: Place | undefined;
  for (;;) {
    const field: BoundField | undefined = owner.fields.find(({ node }) => contains(node, span));
    if (!field) return place;
    const value = field.values.find(({ node }) => contains(node, span));
    place = { owner, field, value, outer: place };
    if (!value?.message) return place;
    owner = value.message;
  }
}

function contains(outer: Span, { start, end }: Span): boolean {
  return outer.start <= start && end <= outer.end;
}

/** The message that a finding about something missing is about: the one whose name it points at. */
export function messageNamed({ place, span }: FixRequest): BoundValue | undefined {
  const name = place?.field.node.name;
  if (name?.start !== span.start || name.end !== span.end) return undefined;
  return place?.field.values.find(({ message }) => message);
}

/** The string that a finding is in, with its value, and the list that it is an item of. */
export interface StringPlace {
  readonly field: BoundField;
  readonly node: StringNode;
  readonly value: string;
  /** Undefined if it is not in brackets. */
  readonly list: ListNode | undefined;
}

export function stringAt({ place, source }: FixRequest): StringPlace | undefined {
  const node = place?.value?.node ?? place?.field.values[0]?.node;
  if (!place || node?.kind !== 'string' || node.broken) return undefined;
  const { field } = place;
  const list = field.node.value.kind === 'list' ? field.node.value : undefined;
  return { field, node, value: decodeString(source.text, node.pieces), list };
}

/** The braces of a bound value that is a message. */
export function messageNode({ node }: BoundValue): MessageNode | undefined {
  return node.kind === 'message' && node.open >= 0 && node.close >= 0 ? node : undefined;
}
