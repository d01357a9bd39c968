// The refactorings that there are at a place of a document.

import type { DocumentEdit } from '../../config/fixes/fix.ts';
import { inDocument } from '../../config/fixes/quick-fixes.ts';
import type { Position } from '../../text/range.ts';
import { parseTextproto } from '../../textproto/parser.ts';
import type { ConfigDocument } from '../config-document.ts';
import { placedList } from '../per-part.ts';
import { expandBlock, joinBlock } from './block-lines.ts';
import { inDeclarationOrder } from './declaration-order.ts';
import { newTrigger } from './new-trigger.ts';
import { fieldsAt, type Refactoring } from './refactoring.ts';
import { asList, asOccurrences, wrapList } from './repeated-values.ts';

/** Longer parts, such as a file in one line, take longer than anybody waits for a menu. */
const MAX_PART = 100_000;

export interface PlacedRefactoring {
  readonly title: string;
  /** In the document. None of them overlap. */
  readonly edits: readonly DocumentEdit[];
}

/**
 * What can be written otherwise at a position, so that the service reads the same; and a trigger for the job there. None
 * where the text has errors. Looks at one part of the document.
 */
export function refactorings(
  document: ConfigDocument,
  position: Position,
): readonly PlacedRefactoring[] {
  const { part, line, offset } = document.partAt(position);
  if (part.textErrors.length > 0 || part.text.length > MAX_PART) return [];
  const { text } = part;
  const { fields } = parseTextproto(part);
  const { registry } = document;
  const places = fieldsAt(text, fields, registry.projectConfig, offset);
  if (places.length === 0) return [];
  const entry = part.entries.find(({ span }) => span.start <= offset && offset <= span.end);
  const found: readonly (Refactoring | undefined)[] = [
    expandBlock(text, places),
    joinBlock(text, places),
    asList(text, places),
    asOccurrences(text, places),
    wrapList(text, places),
    inDeclarationOrder(text, places),
    entry && newTrigger(part, entry, registry, (id) => document.has(id)),
  ];
  return found.flatMap((refactoring) => {
    if (!refactoring) return [];
    const { title, edits } = refactoring;
    return [{ title, edits: edits.map((edit) => inDocument(edit, part, line)) }];
  });
}

const entriesInOrder = placedList(
  ({ entries, textErrors }) => entries.map(({ kind, id }) => ({ kind, id, textErrors })),
  (found) => found,
);

/**
 * Whether sorting may change something: entries of one kind that follow each other are not in the order of their ids, and
 * no text error keeps them where they are.
 */
export function mayBeSorted(document: ConfigDocument): boolean {
  const entries = entriesInOrder(document);
  if (entries.some(({ textErrors }) => textErrors.length > 0)) return false;
  return entries.some((entry, i) => {
    const before = entries[i - 1];
    return before !== undefined && before.kind === entry.kind && entry.id < before.id;
  });
}

/** Whether a position is in the first line of an entry, where one thinks of it as a whole. */
export function isAtEntry(document: ConfigDocument, position: Position): boolean {
  const { part, line } = document.partAt(position);
  return part.entries.some(({ span }) => part.range(span, line).start.line === position.line);
}
