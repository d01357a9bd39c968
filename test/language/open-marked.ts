// Opens a text with `[[…]]` marks as a document, and tells where the marks are.

import type { Range } from '../../src/config/finding.ts';
import { lineStarts, positionAt } from '../../src/config/line-starts.ts';
import { ProjectConfigDocument } from '../../src/config/project-config-document.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { markedRanges } from '../marked-text.ts';

export interface OpenMarked {
  readonly document: ProjectConfigDocument;
  readonly text: string;
  readonly ranges: readonly Range[];
}

export function openMarked(marked: string): OpenMarked {
  const { text } = markedRanges(marked);
  return {
    document: ProjectConfigDocument.open(text, { project: 'proj', registry: validationManagers() }),
    text,
    ranges: rangesIn(marked),
  };
}

/** Where the marks of a text are, once they are taken out. */
export function rangesIn(marked: string): readonly Range[] {
  const { text, ranges } = markedRanges(marked);
  const starts = lineStarts(text);
  return ranges.map(([start, end]) => ({
    start: positionAt(starts, start),
    end: positionAt(starts, end),
  }));
}
