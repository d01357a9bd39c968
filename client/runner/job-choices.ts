// Which job somebody means who wants to run one without saying which.

import type {
  ConfigEntry,
  ProjectConfigDocument,
} from '../../src/config/project-config-document.ts';
import { isRunnable } from '../../src/language/runnable-entries.ts';
import type { Position } from '../../src/text/range.ts';
import { containsPosition } from '../../src/text/range.ts';

/** The entry, job or trigger, that the cursor is in; from the start of its first line to its closer. */
export function entryAt(
  document: ProjectConfigDocument,
  position: Position,
): ConfigEntry | undefined {
  return document
    .entries()
    .find(({ range }) =>
      containsPosition(
        { start: { line: range.start.line, character: 0 }, end: range.end },
        position,
      ),
    );
}

/** Those that can be run on this machine, from top to bottom; the invalid ones among them. */
export function runnableEntries(document: ProjectConfigDocument): readonly ConfigEntry[] {
  return document.entries().filter(isRunnable);
}
