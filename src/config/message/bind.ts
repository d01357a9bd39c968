// Binding of a syntax tree to protobuf messages: unknown and repeated fields, colons, value types
// (spec textformat.md T9–T21, T28–T38).

import type { EnumType, FieldType, MessageType } from '../../schema/schema.ts';
import { nameMeant } from '../../text/closest-name.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { parseBool, parseFloat32, parseInteger } from '../../textproto/scalar-literal.ts';
import { decodeString } from '../../textproto/string-literal.ts';
import { isCloser } from '../../textproto/symbols.ts';
import {
  type FieldNode,
  MAX_TEXT_ERRORS,
  type TextError,
  type TextErrorCode,
  type ValueNode,
} from '../../textproto/tree.ts';
import type { BoundField, BoundMessage, BoundValue } from './bound-message.ts';
import { unknownField } from './unknown-field.ts';

/**
 * Binds the fields of a message body. What cannot be bound is reported in `errors` and left at its zero
 * value.
 */
export function bindMessage(
  source: Source,
  fields: readonly FieldNode[],
  type: MessageType,
  name: Span,
  errors: TextError[],
): BoundMessage {
  return new Binder(source, type, errors).message(fields, type, name);
}

type Values = Record<string, unknown>;

type ScalarValue = string | number | bigint | boolean;

class Binder {
  readonly #source: Source;
  readonly #root: MessageType;
  readonly #errors: TextError[];

  constructor(source: Source, root: MessageType, errors: TextError[]) {
    this.#source = source;
    this.#root = root;
    this.#errors = errors;
  }

  message(fields: readonly FieldNode[], type: MessageType, name: Span): BoundMessage {
    // As newMessage, but with empty lists that belong to all messages, for most stay empty.
    const value: Values = { ...type.zeroValues };
    const bound: BoundField[] = [];
    const seen: FieldType[] = [];
    for (const node of fields) {
      const field = this.#field(node, type, seen, value);
      if (field) bound.push(field);
    }
    return { type, value, fields: bound, name };
  }

  #field(
    node: FieldNode,
    owner: MessageType,
    seen: FieldType[],
    into: Values,
  ): BoundField | undefined {
    if (node.name.kind !== 'word') return undefined;
    const name = this.#source.slice(node.name);
    const type = owner.fieldByName(name);
    if (!type) {
      // The words take a search through the schema.
      if (this.#isFull) return undefined;
      this.#error('textproto-unknown-field', unknownField(name, owner, this.#root), node.name);
      return undefined;
    }
    if (!type.repeated) {
      if (seen.includes(type)) {
        const message = `\`${name}\` is set twice here, but holds only one value: remove one of the two.`;
        this.#error('textproto-field-repeated', message, node.name);
        return undefined;
      }
      seen.push(type);
    }
    if (node.colon < 0 && type.type.kind !== 'message') {
      this.#missingColon(node, name);
      return undefined;
    }
    if (node.stray >= 0) this.#strayToken(node, type);
    const values = this.#values(node, type);
    store(into, type, values);
    return { type, node, values };
  }

  #missingColon(node: FieldNode, name: string): void {
    const { value, stray } = node;
    // An error in what stands here instead comes first: the service does not get beyond that token.
    const isReported = (value.kind === 'missing' || value.kind === 'string') && value.broken;
    if (isReported && stray < 0) return;
    const found = stray >= 0 ? { start: stray, end: stray + 1 } : firstToken(value);
    this.#error('textproto-missing-colon', `\`:\` is missing after \`${name}\`.`, found);
  }

  #strayToken({ name, stray }: FieldNode, type: FieldType): void {
    const span = { start: stray, end: stray + 1 };
    const [token, field] = [span, name].map((shown) => code(this.#source.slice(shown)));
    const message = `${token} is not allowed before the value of ${field}: remove it.`;
    this.#error(codeOf(type), message, span);
  }

  #values(node: FieldNode, type: FieldType): ReadBoundValue[] {
    const { value } = node;
    if (value.kind !== 'list' || !type.repeated) {
      const read = this.#value(value, type, node);
      return read ? [read] : [];
    }
    const values: ReadBoundValue[] = [];
    for (const item of value.items) {
      const read = this.#value(item, type, node);
      if (read) values.push(read);
    }
    return values;
  }

  #value(node: ValueNode, type: FieldType, field: FieldNode): ReadBoundValue | undefined {
    if (node.kind === 'missing') {
      this.#missingValue(node, type, field);
      return undefined;
    }
    if (type.type.kind === 'message') {
      if (node.kind !== 'message') {
        const isHereDocument = this.#isHereDocument(node);
        if (isHereDocument) this.#hereDocument(node, 'textproto-unknown-field', node.start + 1);
        else if (!(node.kind === 'string' && node.broken)) this.#wrongValue(node, type);
        return undefined;
      }
      if (node.open < 0) this.#missingOpener(field, firstToken(node).start);
      const message = this.message(node.fields, type.type.message, field.name);
      return { node, message, read: message.value };
    }
    if (node.kind === 'string' && node.broken) return undefined;
    const read = this.#scalar(node, type);
    return read === undefined ? undefined : { node, read };
  }

  #missingValue(
    node: Extract<ValueNode, { kind: 'missing' }>,
    type: FieldType,
    field: FieldNode,
  ): void {
    if (node.broken) return;
    if (type.type.kind === 'message' && isCloser(this.#source.text.charCodeAt(node.start))) {
      this.#missingOpener(field, node.start);
      return;
    }
    if (node.atEnd && !this.#source.continues) {
      const span = { start: field.name.start, end: field.end };
      const message = `The file ends where the value of \`${type.name}\` should be: ${wanted(type)}.`;
      this.#error('textproto-unexpected-eof', message, span, node.start);
      return;
    }
    this.#wrongValue(node, type);
  }

  #isHereDocument({ kind, start }: ValueNode): boolean {
    return kind === 'word' && this.#source.text.startsWith('<<', start);
  }

  /** T42. For a message, `<` opens it and the service stops at the second one. */
  #hereDocument(node: ValueNode, errorCode: TextErrorCode, raisedAt: number): void {
    const { start } = node;
    const [opener = ''] = this.#source.slice(node).split(/[\r\n]/, 1);
    const span = { start, end: start + opener.length };
    const message =
      'The service validates without expanding here-documents, so it rejects them: write the text in quotes.';
    this.#error(errorCode, message, span, raisedAt);
  }

  /** Right behind the name or its colon. @param raisedAt start of what stands there instead */
  #missingOpener({ name, colon }: FieldNode, raisedAt: number): void {
    const end = colon >= 0 ? colon + 1 : name.end;
    const message = `\`{\` is missing after ${code(this.#source.slice({ start: name.start, end }))}.`;
    const verdict = 'textproto-expected-message';
    const span = { start: end, end };
    this.#error('textproto-missing-brace', message, span, raisedAt, verdict);
  }

  #wrongValue(node: ValueNode, type: FieldType): void {
    const span = firstToken(node);
    const found = this.#source.slice(span);
    if (found === ']') {
      const message = `A value is missing before \`]\`: ${wanted(type)}.`;
      this.#error(codeOf(type), message, span);
      return;
    }
    const instead = found === '' ? '' : `, found ${code(found)}`;
    this.#error(
      codeOf(type),
      `\`${type.name}\` has no value here: ${wanted(type)}${instead}.`,
      span,
    );
  }

  /** The value of a scalar or an enum, or undefined (reported). */
  #scalar(node: ValueNode, type: FieldType): ScalarValue | undefined {
    const isText = type.type.kind === 'scalar' && type.type.scalar === 'string';
    if (isText && node.kind === 'string') return decodeString(this.#source.text, node.pieces);
    if (!isText && node.kind === 'word') {
      const value = readWord(this.#source.slice(node), type);
      if (value !== undefined) return value;
    }
    if (this.#isHereDocument(node)) this.#hereDocument(node, codeOf(type), node.start);
    else this.#error(codeOf(type), this.#wrongScalar(node, type, isText), firstToken(node));
    return undefined;
  }

  #wrongScalar(node: ValueNode, type: FieldType, isText: boolean): string {
    const token = this.#source.slice(firstToken(node));
    if (node.kind === 'list') {
      return type.repeated
        ? 'A list cannot contain a list: remove the inner brackets.'
        : `\`${type.name}\` holds one value, not a list: remove the brackets.`;
    }
    if (node.kind !== 'word') {
      return `${code(token)} is not a value for \`${type.name}\`: ${wanted(type)}.`;
    }
    if (isText) return `\`${type.name}\` is text: put it in quotes, as ${code(`"${token}"`)}.`;
    return wrongWord(token, type);
  }

  /** No more errors are told. */
  get #isFull(): boolean {
    return this.#errors.length >= MAX_TEXT_ERRORS;
  }

  /** @param verdict as in TextError */
  #error(
    errorCode: TextErrorCode,
    message: string,
    { start, end }: Span,
    raisedAt = start,
    verdict?: TextErrorCode,
  ): void {
    if (this.#isFull) return;
    const error = { code: errorCode, message, start, end, raisedAt };
    this.#errors.push(verdict ? { ...error, verdict } : error);
  }
}

/** A bound value with what was read from it, on its way into the message. */
interface ReadBoundValue extends BoundValue {
  readonly read: unknown;
}

function store(into: Values, type: FieldType, values: readonly ReadBoundValue[]): void {
  if (type.repeated) {
    const list = into[type.jsonName] as unknown[];
    if (list.length > 0) for (const { read } of values) list.push(read);
    else if (values.length > 0) into[type.jsonName] = values.map(({ read }) => read);
  } else if (values[0]) {
    into[type.jsonName] = values[0].read;
  }
}

/** The value of a bare word for a non-string scalar or an enum, or undefined. */
function readWord(word: string, type: FieldType): number | bigint | boolean | undefined {
  const { type: kind } = type;
  if (kind.kind === 'enum') {
    const byName = kind.enum.byName(word);
    if (byName) return byName.number;
    const byNumber = parseInteger(word, 32, false);
    return byNumber === undefined ? undefined : Number(byNumber);
  }
  if (kind.kind !== 'scalar') return undefined;
  switch (kind.scalar) {
    case 'bool':
      return parseBool(word);
    case 'float':
      return parseFloat32(word);
    case 'int64':
      return parseInteger(word, 64, true);
    case 'int32': {
      const value = parseInteger(word, 32, true);
      return value === undefined ? undefined : Number(value);
    }
    default:
      return undefined;
  }
}

function codeOf(type: FieldType): TextErrorCode {
  const { type: kind } = type;
  if (kind.kind === 'message') return 'textproto-expected-message';
  if (kind.kind === 'enum') return 'textproto-bad-enum';
  switch (kind.scalar) {
    case 'bool':
      return 'textproto-bad-bool';
    case 'float':
      return 'textproto-bad-float';
    case 'int32':
    case 'int64':
      return 'textproto-bad-int';
    default:
      return 'textproto-bad-string';
  }
}

/** What belongs there, as the middle of a sentence. */
function wanted(type: FieldType): string {
  const { type: kind } = type;
  if (kind.kind === 'message') return '`{ … }` is expected';
  if (kind.kind === 'enum') return `one of ${names(kind.enum)} is expected`;
  switch (kind.scalar) {
    case 'bool':
      return '`true` or `false` is expected';
    case 'float':
      return 'a number is expected';
    case 'int32':
    case 'int64':
      return 'a whole number is expected';
    default:
      return 'text in quotes is expected';
  }
}

function wrongWord(word: string, type: FieldType): string {
  const { type: kind } = type;
  if (kind.kind === 'enum') {
    const closest = nameMeant(
      word,
      kind.enum.values.map((value) => value.name),
    );
    const hint = closest ? ` Did you mean \`${closest}\`?` : ` It takes ${names(kind.enum)}.`;
    return `${code(word)} is not a value of \`${type.name}\`.${hint}`;
  }
  if (kind.kind === 'scalar' && (kind.scalar === 'int32' || kind.scalar === 'int64')) {
    const bits = kind.scalar === 'int32' ? 32 : 64;
    if (/^[+-]?[0-9]+$/.test(word) && !/^[+-]?0[0-9]/.test(word)) {
      const largest = 2n ** BigInt(bits - 1) - 1n;
      return `${code(word)} is out of range: \`${type.name}\` takes ${-largest - 1n} to ${largest}.`;
    }
    if (/^[+-]?0[0-9]+$/.test(word)) {
      return `${code(word)} starts with 0, so it is read as octal: remove the leading zeros.`;
    }
  }
  return `${code(word)} is not a value for \`${type.name}\`: ${wanted(type)}.`;
}

function names(type: EnumType): string {
  return type.values.map((value) => `\`${value.name}\``).join(', ');
}

/** The token at which the service notices that a value is of the wrong kind. */
function firstToken(node: ValueNode): Span {
  if (node.kind === 'message' && node.open < 0) return node.fields[0]?.name ?? node;
  if (node.kind === 'message' || node.kind === 'list') {
    return { start: node.start, end: node.start + 1 };
  }
  return node;
}
