// How long an editor waits for formatting: of all of a document, of a field in it, and while somebody types.

import type { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { formatDocument } from '../../src/language/formatting/document-formatting.ts';
import { formatOnType } from '../../src/language/formatting/on-type-formatting.ts';
import { formatRange } from '../../src/language/formatting/range-formatting.ts';
import type { Position } from '../../src/text/range.ts';

export interface FormattingTimes {
  /** In ms, each asked of a document that has just been edited. */
  readonly document: readonly number[];
  readonly range: readonly number[];
  readonly onType: readonly number[];
}

const WHOLE = 11;

/**
 * @param places to edit, and to format around
 * @param time how long something takes, in ms
 */
export function formattingTimes(
  document: ProjectConfigDocument,
  places: Iterable<readonly [line: number, character: number]>,
  time: (work: () => unknown) => number,
): FormattingTimes {
  const whole: number[] = [];
  const range: number[] = [];
  const onType: number[] = [];
  for (const [line, character] of places) {
    const at: Position = { line, character };
    document.edit({ start: at, end: at }, ' ');
    range.push(time(() => formatRange(document, { start: at, end: at })));
    onType.push(time(() => formatOnType(document, at, '\n')));
    if (whole.length < WHOLE) whole.push(time(() => formatDocument(document)));
    document.edit({ start: at, end: { line, character: character + 1 } }, '');
  }
  return { document: whole, range, onType };
}
