// A trigger for a job that has none yet.

import type { ConfigPart } from '../../config/document/config-part.ts';
import type { EntryAnalysis } from '../../config/document/entry-analysis.ts';
import { quote } from '../../golang/quote.ts';
import type { ManagerRegistry } from '../../task/manager-registry.ts';
import { plainText } from '../completion/insertion.ts';
import { messageSkeleton } from '../completion/skeletons.ts';
import { requiredFields } from '../required-fields.ts';
import { indentAt, lineEndOf, type Refactoring } from './refactoring.ts';

/**
 * A trigger below a job, with a task that says what to look at, where that is to be filled in.
 * @param isTaken whether some entry has an id
 */
export function newTrigger(
  part: ConfigPart,
  entry: EntryAnalysis,
  registry: ManagerRegistry,
  isTaken: (id: string) => boolean,
): Refactoring | undefined {
  const { kind, id, span } = entry;
  const trigger = registry.projectConfig.fieldByName('trigger')?.type;
  if (kind !== 'job' || id === '' || trigger?.kind !== 'message') return undefined;
  const { text } = part;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lf = text.indexOf('\n', span.end);
  const behind = text.slice(span.end, lf < 0 ? text.length : lf);
  // In the middle of a line, nobody wants several more.
  if (text.slice(lineStart, span.start).trim() !== '' || !/^[\s,;]*(?:#.*)?$/.test(behind))
    return undefined;
  const tasks = trigger.message.fields.flatMap(({ name, type }) =>
    type.kind === 'message' && registry.byMessageType(type.message.fullName)
      ? [{ name, message: type.message }]
      : [],
  );
  const task = tasks.find(({ message }) => requiredFields(message.fullName).length > 0) ?? tasks[0];
  if (!task) return undefined;
  const indent = indentAt(text, span.start);
  const lineEnd = lineEndOf(text);
  const skeleton = plainText(messageSkeleton(task.message)).replaceAll('\n', `\n${indent}  `);
  const lines = [
    '',
    `${indent}trigger {`,
    `${indent}  id: ${quote(freeId(id, isTaken))}`,
    ...realmLine(entry, part, indent),
    `${indent}  ${task.name} ${skeleton}`,
    `${indent}  triggers: ${quote(id)}`,
    `${indent}}`,
    '',
  ];
  const at = lf < 0 ? text.length : lf + 1;
  const newText = (lf < 0 ? lineEnd : '') + lines.join('\n').replaceAll(/\r?\n/g, lineEnd);
  return { title: 'Add a trigger for this job', edits: [{ start: at, end: at, newText }] };
}

/** The trigger is in the realm of its job, where that is written plainly. */
function realmLine(
  { span }: EntryAnalysis,
  { text }: ConfigPart,
  indent: string,
): readonly string[] {
  const realm = /^\s*realm:\s*("[^"\\\n]*")/m.exec(text.slice(span.start, span.end))?.[1];
  return realm === undefined ? [] : [`${indent}  realm: ${realm}`];
}

const MAX_LENGTH = 100;

function freeId(id: string, isTaken: (id: string) => boolean): string {
  const stem = `${id.slice(0, MAX_LENGTH - 12)}-trigger`;
  for (let n = 1; ; n++) {
    const next = n === 1 ? stem : `${stem}-${n}`;
    if (!isTaken(next)) return next;
  }
}
