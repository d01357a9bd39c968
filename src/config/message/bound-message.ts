// A message read from text, together with where each part of it stands: the source map.

import type { FieldType, MessageType } from '../../schema/schema.ts';
import type { Location } from '../../task/validation-context.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { sourceOffset } from '../../textproto/string-literal.ts';
import type { FieldNode, ValueNode } from '../../textproto/tree.ts';

export interface BoundValue {
  readonly node: ValueNode;
  /** Present for message-typed fields. */
  readonly message?: BoundMessage;
}

/** One occurrence of a field in the text. A repeated field may occur many times, each with many values. */
export interface BoundField {
  readonly type: FieldType;
  readonly node: FieldNode;
  readonly values: readonly BoundValue[];
}

export interface BoundMessage {
  readonly type: MessageType;
  /** The message as its generated interface describes it. */
  readonly value: object;
  /** Known fields in the order of the text. */
  readonly fields: readonly BoundField[];
  /** What to point at for the message as a whole: the name of the field that holds it. */
  readonly name: Span;
  /** What `locate` found before. */
  located?: Map<string, Occurrences>;
}

/** All occurrences of a field, in order. */
export function fieldsNamed(message: BoundMessage, name: string): readonly BoundField[] {
  return message.fields.filter((field) => field.type.name === name);
}

/** The first value of a field. */
export function firstValue(message: BoundMessage, name: string): BoundValue | undefined {
  return message.fields.find((field) => field.type.name === name)?.values[0];
}

/** All values of a field over its occurrences, in order. */
export function valuesOf(message: BoundMessage, name: string): readonly BoundValue[] {
  return fieldsNamed(message, name).flatMap((field) => field.values);
}

/** All occurrences of a field, from the first of them. */
interface Occurrences {
  readonly first: BoundField | undefined;
  readonly values: readonly BoundValue[];
}

/** A message with so many fields may well have as many findings, and each asks for its place. */
const MANY = 32;

function occurrencesOf(message: BoundMessage, name: string): Occurrences {
  const known = message.located?.get(name);
  if (known) return known;
  const fields = fieldsNamed(message, name);
  const occurrences = { first: fields[0], values: fields.flatMap((field) => field.values) };
  if (message.fields.length >= MANY) {
    message.located ??= new Map();
    message.located.set(name, occurrences);
  }
  return occurrences;
}

/**
 * The source range of a location in `message`. What is absent from the text resolves to the name of the
 * closest thing above it.
 */
export function locate(source: Source, message: BoundMessage, at: Location): Span {
  let owner = message;
  let values: readonly BoundValue[] = [];
  let result: Span = message.name;
  for (const step of at.field) {
    if (typeof step === 'number') {
      const value = values[step];
      if (!value) return result;
      values = [value];
      result = value.message?.name ?? value.node;
    } else {
      const { first, values: all } = occurrencesOf(owner, step);
      if (!first) return owner.name;
      values = all;
      const only = first.type.repeated ? undefined : values[0];
      result = only && !only.message ? only.node : first.node.name;
    }
    owner = values[0]?.message ?? owner;
  }
  const node = values[0]?.node;
  if (at.span && node?.kind === 'string') {
    const { text } = source;
    const start = sourceOffset(text, node.pieces, at.span.start);
    return { start, end: Math.max(sourceOffset(text, node.pieces, at.span.end), start) };
  }
  return result;
}
