// Fields as they are inserted: with the fields in them that they need, and a stop at each value.

import type { FieldType, MessageType } from '../../schema/schema.ts';
import { skeletonFields } from '../required-fields.ts';
import type { Insertion, InsertPiece } from './insertion.ts';

/** What stands in the value of a number at first: the service's default, or what is usual where that is 0. */
const NUMBERS: Readonly<Record<string, string>> = {
  max_concurrent_invocations: '1',
  max_batch_size: '1000',
  log_base: '2',
  seconds: '86400',
  timeout_sec: '60',
  sleep_ms: '20000',
  triggers_count: '1',
};

/** The field with its value, and the cursor where that is to be filled in. */
export function fieldSkeleton(field: FieldType): Insertion {
  return new SkeletonWriter().field(field, '').pieces;
}

/** The braces of a message with what it needs between them. */
export function messageSkeleton(message: MessageType): Insertion {
  return new SkeletonWriter().message(message, '').pieces;
}

/** A job or trigger with a task. @param task one of the fields of its message */
export function entrySkeleton(entry: FieldType, task: FieldType): Insertion {
  return new SkeletonWriter().entry(entry, task).pieces;
}

const INDENT = '  ';

class SkeletonWriter {
  readonly pieces: InsertPiece[] = [];
  #stops = 0;

  field(field: FieldType, indent: string): this {
    const { name, type } = field;
    if (type.kind !== 'message') {
      this.pieces.push(`${name}: `);
      this.#scalar(field);
      return this;
    }
    this.pieces.push(`${name} `);
    return this.message(type.message, indent);
  }

  message(message: MessageType, indent: string): this {
    const names = skeletonFields(message.fullName);
    const fields = names.flatMap((name) => message.fieldByName(name) ?? []);
    if (message.fullName === NOOP) {
      this.pieces.push('{}');
      return this;
    }
    const inside = indent + INDENT;
    this.pieces.push('{\n');
    for (const field of fields) {
      this.pieces.push(inside);
      this.field(field, inside);
      this.pieces.push('\n');
    }
    if (fields.length === 0) this.pieces.push(inside, { stop: 0 }, '\n');
    this.pieces.push(`${indent}}`);
    return this;
  }

  entry({ name, type }: FieldType, task: FieldType): this {
    if (type.kind !== 'message') return this;
    this.pieces.push(`${name} {\n`);
    const parts = [type.message.fieldByName('id'), task, type.message.fieldByName('triggers')];
    for (const field of parts) {
      if (!field) continue;
      this.pieces.push(INDENT);
      this.field(field, INDENT);
      this.pieces.push('\n');
    }
    this.pieces.push('}');
    return this;
  }

  #scalar({ name, type }: FieldType): void {
    const stop = ++this.#stops;
    if (type.kind === 'enum') {
      // The value 0 says as much as no value.
      const values = type.enum.values.toSorted(
        (a, b) => Number(a.number === 0) - Number(b.number === 0),
      );
      this.pieces.push({ stop, choices: values.map((value) => value.name) });
    } else if (type.kind === 'scalar' && type.scalar === 'bool') {
      this.pieces.push({ stop, choices: ['true', 'false'] });
    } else if (type.kind === 'scalar' && type.scalar === 'string') {
      this.pieces.push('"', { stop }, '"');
    } else {
      this.pieces.push({ stop, text: NUMBERS[name] ?? '0' });
    }
  }
}

/** It has fields, all of which are seldom used. */
const NOOP = 'scheduler.config.NoopTask';
