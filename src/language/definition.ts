// Definition: where what a name stands for is written down.

import type { Position, Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { definitionsOf, namedValueAt } from './named-values.ts';
import { placeAtOffset } from './place-at-offset.ts';
import { schemaLine } from './schema-document.ts';

export interface DefinitionPlace {
  /** What the user asks about. */
  readonly origin: Range;
  /** In the same document, or in that of the schema (schema-document.ts). */
  readonly where: 'config' | 'schema';
  /** All of what is defined. */
  readonly target: Range;
  /** Its name, in `target`. */
  readonly selection: Range;
}

/** Several for an id that several entries have. Of a field's name and an enum's value, the definition is in the schema. */
export function definition(
  document: ConfigDocument,
  position: Position,
): readonly DefinitionPlace[] {
  const named = namedValueAt(document, position);
  if (!named) return schemaDefinition(document, position);
  return definitionsOf(document, named).map(({ part, line, span, whole }) => ({
    origin: named.range,
    where: 'config',
    target: part.range(whole, line),
    selection: part.range(span, line),
  }));
}

function schemaDefinition(
  document: ConfigDocument,
  position: Position,
): readonly DefinitionPlace[] {
  const { part, line, offset } = document.partAt(position);
  const root = part.projectConfig;
  const place = placeAtOffset(part.text, offset, root);
  if (place.kind !== 'name' && place.kind !== 'word') return [];
  const { field, word, message } = place;
  if (!field?.type || !message.type) return [];
  const { type } = field.type;
  const isEnum = place.kind === 'word' && type.kind === 'enum';
  const key = isEnum
    ? { type: type.enum.fullName, name: part.text.slice(word.start, word.end) }
    : { type: message.type.fullName, name: field.type.name };
  const found = schemaLine(root, key);
  if (!found || word.start === word.end) return [];
  return [{ origin: part.range(word, line), where: 'schema', target: found, selection: found }];
}
