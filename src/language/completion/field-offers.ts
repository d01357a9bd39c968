// The fields that are offered where the name of one may stand.

import type { FieldType, MessageType } from '../../schema/schema.ts';
import type { ManagerRegistry } from '../../task/manager-registry.ts';
import type { Span } from '../../text/span.ts';
import { skipBlanksAndComments } from '../../textproto/lexer.ts';
import { type MessagePlace, type Place, valuesOfField } from '../place-at-offset.ts';
import { requiredFields, skeletonFields } from '../required-fields.ts';
import { fieldSignature, typeName } from '../schema-docs.ts';
import type { CompletionContext } from './completion-context.ts';
import type { Insertion } from './insertion.ts';
import type { Offer } from './offer.ts';
import { entrySkeleton, fieldSkeleton } from './skeletons.ts';

type NamePlace = Extract<Place, { kind: 'name' }>;

const RANKS = { required: 0, usual: 1, optional: 2, repeated: 3, deprecated: 9 };

/** Those that are valid in the message and not set yet. */
export function fieldOffers(context: CompletionContext, place: NamePlace): readonly Offer[] {
  const { type } = place.message;
  if (!type || isAmongStrings(context, place)) return [];
  const { registry } = context.document;
  const written = writtenField(context, place);
  const others = place.message.fields.filter(
    (field) => field !== place.field || written === 'before',
  );
  const isSet = (name: string) => others.some((field) => field.name === name);
  const taskIsSet = type.fields.some((field) => isTask(field, registry) && isSet(field.name));
  const fields = type.fields.filter((field) => {
    if (isSet(field.name) && !field.repeated) return false;
    if (taskIsSet && isTask(field, registry)) return false;
    return isAllowed(field, place.message);
  });
  if (written !== undefined && written !== 'before') {
    return renamings(context, place, fields, written);
  }
  const range = context.rangeOf(written === 'before' ? emptyAt(context.offset) : place.word);
  // What stands behind must not grow together with it.
  const behind = written === 'before' ? [' '] : [];
  return fields.flatMap((field): Offer[] => {
    const rank = rankOf(field, type, place.message, isSet(field.name));
    const offer = (label: string, insertion: Insertion, detail: string): Offer => ({
      kind: field.type.kind === 'message' ? 'block' : 'field',
      label,
      detail,
      filter: field.name,
      rank,
      ...(field.deprecated && { deprecated: true }),
      range,
      insertion: [...insertion, ...behind],
      ...(isText(field) && { goesOn: true }),
      doc: { type: type.fullName, name: field.name },
    });
    const tasks = tasksOf(field, registry);
    return [
      ...tasks.map((task) => {
        const detail = `a ${field.name} with a ${task.name} task`;
        return offer(`${field.name} … ${task.name}`, entrySkeleton(field, task), detail);
      }),
      offer(field.name, fieldSkeleton(field), fieldSignature(field).replace(/ \S+$/, '')),
    ];
  });
}

/** Between two pieces of one text, at a quote, or before what is no field: whatever is inserted makes it worse. */
function isAmongStrings({ text, offset }: CompletionContext, { word, field }: NamePlace): boolean {
  if (/["']/.test(text.charAt(word.start - 1))) return true;
  if (word.end > word.start) return offset === word.start && !field?.type;
  return /["':]/.test(text.charAt(skipBlanksAndComments(text, offset)));
}

/** What stands behind the word at the cursor, if it can be the value of a field. */
type Behind = 'colon' | 'opener' | 'text' | 'word' | 'list';

/**
 * Whether the word at the cursor is the name of a field that has a value: the cursor stands `before` it, where another
 * field may be inserted, or behind its first letter.
 */
function writtenField(
  context: CompletionContext,
  { word }: NamePlace,
): 'before' | Behind | undefined {
  if (word.end === word.start) {
    // A message or a list whose name is still to be written.
    const behind = behindName(context.text, word.end);
    return behind === 'opener' || behind === 'list' ? behind : undefined;
  }
  return context.offset === word.start ? 'before' : behindName(context.text, word.end);
}

function behindName(text: string, from: number): Behind | undefined {
  const at = skipBlanksAndComments(text, from);
  const next = text.charAt(at);
  if (next === ':') return 'colon';
  if (next === '{' || next === '<') return 'opener';
  // What stands in the next line begins another field.
  if (text.slice(from, at).includes('\n')) return undefined;
  if (next === '"' || next === "'") return 'text';
  if (next === '[') return 'list';
  const word = /^[\w+.-]+/.exec(text.slice(at, at + MAX_WORD))?.[0];
  if (word === undefined) return undefined;
  return /^[:{<]/.test(text.slice(skipBlanksAndComments(text, at + word.length)))
    ? undefined
    : 'word';
}

/** Longer ones are no values that a field could have. */
const MAX_WORD = 100;

/** Other names for a field that has its value: those of fields that take such a value. */
function renamings(
  context: CompletionContext,
  { word, message }: NamePlace,
  fields: readonly FieldType[],
  behind: Behind,
): readonly Offer[] {
  const { type } = message;
  const current = type?.fieldByName(context.text.slice(word.start, word.end));
  const fits = fields.filter((field) =>
    current && behind !== 'text' && behind !== 'word'
      ? isSameShape(field, current)
      : takes(field, behind),
  );
  const isMissing = behind !== 'colon' && behind !== 'opener';
  return fits.map((field) => ({
    kind: field.type.kind === 'message' ? 'block' : 'field',
    label: field.name,
    detail: typeName(field.type),
    rank: field.deprecated ? RANKS.deprecated : RANKS.optional,
    ...(field.deprecated && { deprecated: true }),
    range: context.rangeOf(word),
    insertion: [isMissing ? `${field.name}:` : field.name, ...(word.end > word.start ? [] : [' '])],
    doc: { type: type?.fullName ?? '', name: field.name },
  }));
}

/** Whether the field can have a value that begins so; behind a colon may stand anything but a message. */
function takes(field: FieldType, behind: Behind): boolean {
  switch (behind) {
    case 'colon':
      return field.type.kind !== 'message';
    case 'opener':
      return field.type.kind === 'message';
    case 'text':
      return isText(field);
    case 'word':
      return field.type.kind !== 'message' && !isText(field);
    case 'list':
      return field.repeated;
  }
}

function isSameShape(a: FieldType, b: FieldType): boolean {
  return typeName(a.type) === typeName(b.type) && (a.repeated || !b.repeated);
}

/** False for what is an error beside the other fields. */
function isAllowed({ name }: FieldType, message: MessagePlace): boolean {
  const [kind] = valuesOfField(message, 'kind');
  // Any kind of policy but NEWEST_FIRST must leave it out (validation.md P5).
  return name !== 'pending_timeout' || !kind || kind.text === 'NEWEST_FIRST';
}

function rankOf(
  { name, deprecated, repeated }: FieldType,
  owner: MessageType,
  message: MessagePlace,
  isSet: boolean,
): number {
  if (deprecated) return RANKS.deprecated;
  const isLogarithmic = valuesOfField(message, 'kind')[0]?.text === 'LOGARITHMIC_BATCHING';
  if (requiredFields(owner.fullName).includes(name) || (name === 'log_base' && isLogarithmic)) {
    return RANKS.required;
  }
  if (skeletonFields(owner.fullName).includes(name) && !isSet) return RANKS.usual;
  return repeated && isSet ? RANKS.repeated : RANKS.optional;
}

function isTask({ type }: FieldType, registry: ManagerRegistry): boolean {
  return type.kind === 'message' && registry.byMessageType(type.message.fullName) !== undefined;
}

/** The kinds of task of an entry; none for any other field. */
function tasksOf({ type }: FieldType, registry: ManagerRegistry): readonly FieldType[] {
  if (type.kind !== 'message') return [];
  return type.message.fields.filter((field) => isTask(field, registry));
}

function isText({ type }: FieldType): boolean {
  return type.kind === 'scalar' && type.scalar === 'string';
}

function emptyAt(offset: number): Span {
  return { start: offset, end: offset };
}
