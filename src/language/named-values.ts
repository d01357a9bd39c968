// The names in a config that stand for something defined in it: ids of jobs and triggers, and names of ACL sets.

import type { ConfigPart } from '../config/document/config-part.ts';
import { type BoundMessage, valuesOf } from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';
import type { Position, Range } from '../text/range.ts';
import { type Span, spanOf } from '../text/span.ts';
import { decodeString } from '../textproto/string-literal.ts';
import type { ConfigDocument } from './config-document.ts';
import { placedList } from './per-part.ts';
import { type Place, placeAtOffset } from './place-at-offset.ts';

/** Jobs and triggers share their names; ACL sets have their own. */
type NameKind = 'entry' | 'acl-set';

export interface NamedValue {
  readonly kind: NameKind;
  readonly name: string;
}

/** A name where it stands. */
export interface Occurrence {
  readonly role: 'definition' | 'reference';
  readonly part: ConfigPart;
  /** Of the document, at which the part starts. */
  readonly line: number;
  /** Of the value, with its quotes; offsets into the part. */
  readonly span: Span;
  /** The whole entry or set; the same as `span` for a reference. */
  readonly whole: Span;
}

/** What the value at a position names, and where it stands; undefined if it names nothing. */
export function namedValueAt(
  document: ConfigDocument,
  position: Position,
): (NamedValue & { readonly range: Range; readonly role: Occurrence['role'] }) | undefined {
  const { part, line, offset } = document.partAt(position);
  const place = placeAtOffset(part.text, offset, part.projectConfig);
  if (place.kind !== 'string' || place.value.text === '') return undefined;
  const role = roleOf(place);
  return role && { ...role, name: place.value.text, range: part.range(place.value, line) };
}

function roleOf({
  field,
  message,
}: Extract<Place, { kind: 'string' }>): Pick<NamedValue & Occurrence, 'kind' | 'role'> | undefined {
  const holder = message.type?.fullName;
  const isEntry = holder === 'scheduler.config.Job' || holder === 'scheduler.config.Trigger';
  switch (field?.type?.name) {
    case 'id':
      return isEntry ? { kind: 'entry', role: 'definition' } : undefined;
    case 'triggers':
      return isEntry ? { kind: 'entry', role: 'reference' } : undefined;
    case 'acl_sets':
      return isEntry ? { kind: 'acl-set', role: 'reference' } : undefined;
    case 'name':
      return holder === 'scheduler.config.AclSet'
        ? { kind: 'acl-set', role: 'definition' }
        : undefined;
    default:
      return undefined;
  }
}

/** Where a name is defined, from top to bottom: once in a config that is valid. */
export function definitionsOf(
  document: ConfigDocument,
  { kind, name }: NamedValue,
): readonly Occurrence[] {
  if (kind === 'acl-set') return aclSetOccurrences(document, name, 'definition');
  return document.holdersOf([name]).map(({ entry, part, line }) => ({
    role: 'definition',
    part,
    line,
    span: entry.idSpan,
    whole: entry.span,
  }));
}

/** Where it is referred to, from top to bottom. */
export function referencesOf(
  document: ConfigDocument,
  { kind, name }: NamedValue,
): readonly Occurrence[] {
  if (kind === 'acl-set') return aclSetOccurrences(document, name, 'reference');
  return document
    .referrersTo([name])
    .flatMap(({ entry, part, line }) =>
      entry.targets.flatMap(({ id, span }): Occurrence[] =>
        id === name ? [{ role: 'reference', part, line, span, whole: span }] : [],
      ),
    );
}

interface AclSetName {
  readonly role: Occurrence['role'];
  readonly name: string;
  readonly span: Span;
  readonly whole: Span;
}

function aclSetOccurrences(
  document: ConfigDocument,
  name: string,
  role: Occurrence['role'],
): readonly Occurrence[] {
  return aclSetNames(document).filter((found) => found.name === name && found.role === role);
}

function aclSetNamesIn(part: ConfigPart): readonly AclSetName[] {
  if (!part.text.includes('acl_sets')) return [];
  const { root } = readPart(part, part.projectConfig);
  const names = [...setNames(root, part), ...usedNames(root, part)];
  return names.sort((a, b) => a.span.start - b.span.start);
}

const aclSetNames = placedList(
  (part) => aclSetNamesIn(part).map((found) => ({ ...found, part })),
  (found, line) => ({ ...found, line }),
);

function setNames(root: BoundMessage, { text }: ConfigPart): readonly AclSetName[] {
  return valuesOf(root, 'acl_sets').flatMap(({ message, node: whole }) =>
    message
      ? namesOf(message, 'name', text).map((found) => ({
          ...found,
          role: 'definition' as const,
          whole: spanOf(whole),
        }))
      : [],
  );
}

function usedNames(root: BoundMessage, { text }: ConfigPart): readonly AclSetName[] {
  const entries = [...valuesOf(root, 'job'), ...valuesOf(root, 'trigger')];
  return entries.flatMap(({ message }) =>
    message
      ? namesOf(message, 'acl_sets', text).map((found) => ({
          ...found,
          role: 'reference' as const,
          whole: found.span,
        }))
      : [],
  );
}

function namesOf(
  message: BoundMessage,
  field: string,
  text: string,
): readonly { name: string; span: Span }[] {
  return valuesOf(message, field).flatMap(({ node }) =>
    node.kind === 'string' && !node.broken
      ? [{ name: decodeString(text, node.pieces), span: spanOf(node) }]
      : [],
  );
}
