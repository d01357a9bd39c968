// The log of an invocation as it is shown, of which a part may not be stored yet.

import { TRIM_MARKER } from '../../src/engine/invocation/debug-log.ts';

/**
 * What was shown stays, though it may not be stored yet, or never be. Only a log that has grown too long is
 * cut, as it is stored (engine.md D2).
 *
 * @param shown whole lines; in `stored`, too
 */
export function logToShow(shown: string, stored: string): string {
  if (shown.startsWith(stored)) return shown;
  if (stored.includes(TRIM_MARKER)) return stored;
  const isStored = new Map<string, number>();
  for (const line of linesOf(stored)) isStored.set(line, (isStored.get(line) ?? 0) + 1);
  // Of equal lines the last ones are those that are missing.
  const missing = linesOf(shown).filter((line) => {
    const count = isStored.get(line) ?? 0;
    isStored.set(line, count - 1);
    return count <= 0;
  });
  return stored + missing.join('');
}

function linesOf(log: string): readonly string[] {
  return log.split(/(?<=\n)/);
}
