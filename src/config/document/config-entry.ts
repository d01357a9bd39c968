// One entry of a document as an outline, a code lens or a quick pick shows it.

import type { Range } from '../../text/range.ts';
import type { EntryKind } from '../message/entries.ts';
import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';

export interface ConfigEntry {
  readonly kind: EntryKind;
  /** '' if it has none. */
  readonly id: string;
  /** The id's value; the keyword if there is no id. */
  readonly idRange: Range;
  /** From the keyword to the closer. */
  readonly range: Range;
  /** Name of the task field if there is exactly one: `noop`, `url_fetch`, … */
  readonly taskField: string | undefined;
  /** As written; '' means the default. */
  readonly schedule: string;
  readonly disabled: boolean;
  /** The service would accept this entry. */
  readonly valid: boolean;
}

/** @param line of the document at which the entry's part starts */
export function configEntry(
  entry: EntryAnalysis,
  part: ConfigPart,
  line: number,
  valid: boolean,
): ConfigEntry {
  const { kind, id, taskField, schedule, disabled } = entry;
  return {
    kind,
    id,
    idRange: part.range(entry.idSpan, line),
    range: part.range(entry.span, line),
    taskField,
    schedule,
    disabled,
    valid,
  };
}
