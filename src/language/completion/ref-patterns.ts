// Regular expressions for refs, made of the names of refs that there are.

/** A pattern, with how many of the names it was made of. */
export interface RefPattern {
  readonly pattern: string;
  readonly count: number;
}

/** The text as a regular expression that matches it and nothing else (Go's QuoteMeta). */
export function quotedMeta(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** Of folders in folders, no more are looked at: a name may be nothing but slashes and letters. */
const MAX_LEVELS = 8;

const lastMade = new WeakMap<readonly string[], readonly RefPattern[]>();

/**
 * Patterns for names that go together: all below a folder, as `refs/heads/release/.+`, and all that differ in their numbers
 * alone, as `refs/tags/\d+\.\d+`. Each begins with two slashes, as the service wants it (validation.md X3). Those of most
 * names first.
 * @param names full, each once; the same array has the same answer without being looked at again
 */
export function refPatterns(names: readonly string[]): readonly RefPattern[] {
  const known = lastMade.get(names);
  if (known) return known;
  // There may be very many names, so they are counted as they are and only what is left is made a pattern of.
  const below = new Map<string, number>();
  const alike = new Map<string, number>();
  for (const name of names) {
    const start = name.indexOf('/', 'refs/'.length) + 1;
    if (start === 0) continue;
    let at = start;
    for (let level = 0; at > 0 && level < MAX_LEVELS; level++) {
      increment(below, name.slice(0, at));
      at = name.indexOf('/', at) + 1;
    }
    const rest = name.slice(start);
    const key = rest.replaceAll(/\d+/g, NUMBER);
    // A hash is no number, though there are digits in it.
    if (key !== rest && !/[0-9a-f]{12}/.test(rest)) increment(alike, name.slice(0, start) + key);
  }
  const made = [
    ...[...below].filter(isOfSeveral).map(([folder, count]) => ({
      pattern: `${quotedMeta(folder)}.+`,
      count,
    })),
    ...[...alike].filter(isOfSeveral).map(([key, count]) => ({
      pattern: key.split(NUMBER).map(quotedMeta).join('\\d+'),
      count,
    })),
  ].sort((a, b) => b.count - a.count);
  lastMade.set(names, made);
  return made;
}

/** In no name of a ref. */
const NUMBER = '\0';

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isOfSeveral([, count]: readonly [string, number]): boolean {
  return count > 1;
}
