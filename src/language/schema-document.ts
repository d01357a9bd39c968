// The schema of configs as a document to read: what "go to definition" of a field opens.

import type { EnumType, FieldType, MessageType } from '../schema/schema.ts';
import type { Range } from '../text/range.ts';
import { fieldSignature, type SchemaKey } from './schema-docs.ts';
import { schemaTypesOf } from './schema-types.ts';

/** Its address; a client that can show it has an option that says so. */
export const SCHEMA_URI = 'luci-scheduler-schema:/luci-scheduler.proto';

export const SCHEMA_METHODS = {
  /** `{}` → the text of the document at `SCHEMA_URI`. */
  text: 'luciScheduler/schemaText',
} as const;

interface SchemaDocument {
  readonly text: string;
  /** Lines from 0, by type and name. */
  readonly lines: ReadonlyMap<string, Range>;
}

/** @param root the type of the whole config */
export function schemaText(root: MessageType): string {
  return documentOf(root).text;
}

/** Where in that text the name of a field or an enum's value stands. */
export function schemaLine(root: MessageType, { type, name }: SchemaKey): Range | undefined {
  return documentOf(root).lines.get(`${type} ${name}`);
}

const KNOWN = new WeakMap<MessageType, SchemaDocument>();

function documentOf(root: MessageType): SchemaDocument {
  const known = KNOWN.get(root);
  if (known) return known;
  const writer = new SchemaWriter();
  const { messages, enums } = schemaTypesOf(root);
  writer.line(
    '// The schema of luci-scheduler.cfg, as the editor knows it. This text cannot be edited.',
  );
  writer.line('');
  writer.line('syntax = "proto3";');
  for (const message of messages.values()) {
    const own = [...enums.values()].filter(
      (one) => one.fullName === `${message.fullName}.${one.name}`,
    );
    writer.message(message, own);
  }
  const owners = [...messages.keys()];
  for (const one of enums.values()) {
    if (!owners.some((owner) => one.fullName === `${owner}.${one.name}`)) writer.enum(one, '');
  }
  const document = { text: writer.text, lines: writer.lines };
  KNOWN.set(root, document);
  return document;
}

const INDENT = '  ';

class SchemaWriter {
  readonly lines = new Map<string, Range>();
  readonly #written: string[] = [];

  get text(): string {
    return `${this.#written.join('\n')}\n`;
  }

  line(text: string): void {
    this.#written.push(text);
  }

  message(message: MessageType, enums: readonly EnumType[]): void {
    this.line('');
    this.#doc(message.doc, '');
    this.line(`message ${message.name} {`);
    for (const one of enums) this.enum(one, INDENT);
    for (const [i, field] of message.fields.entries()) {
      if (i > 0 || enums.length > 0) this.line('');
      this.#field(message.fullName, field);
    }
    this.line('}');
  }

  enum({ fullName, name, doc, values }: EnumType, indent: string): void {
    this.#doc(doc, indent);
    this.line(`${indent}enum ${name} {`);
    for (const value of values) {
      this.#doc(value.doc, indent + INDENT);
      this.#named(fullName, value.name, `${indent}${INDENT}${value.name} = ${value.number};`);
    }
    this.line(`${indent}}`);
  }

  #field(owner: string, field: FieldType): void {
    this.#doc(field.doc, INDENT);
    const deprecated = field.deprecated ? ' [deprecated = true]' : '';
    const declaration = `${fieldSignature(field)} = ${field.number}${deprecated};`;
    this.#named(owner, field.name, `${INDENT}${declaration}`, ` ${field.name} = `);
  }

  /** @param within what the name stands in, if it may stand elsewhere in the line as well */
  #named(owner: string, name: string, text: string, within = name): void {
    const start = text.indexOf(within) + within.indexOf(name);
    const line = this.#written.length;
    this.lines.set(`${owner} ${name}`, {
      start: { line, character: start },
      end: { line, character: start + name.length },
    });
    this.line(text);
  }

  #doc(doc: string, indent: string): void {
    for (const line of doc.split('\n')) this.line(`${indent}// ${line}`.trimEnd());
  }
}
