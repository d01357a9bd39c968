// Merger of findings about one value: the service may object to it twice, an editor marks it once.

import type { Finding } from '../config/finding.ts';

/**
 * The findings in their order, those about the same value as one, which stands where the first of them stood. It has the
 * code of the first, the different messages of all, each in a line of its own, and their related places.
 *
 * Errors of rules are about the same value if they have the same range and the same path. Where values are missing, the
 * range is the name of the message that lacks them: two of these are about the same value only if they have the same code.
 * Takes time linear in the number of findings.
 */
export function oneByValue(findings: readonly Finding[]): readonly Finding[] {
  const byValue = new Map<string, Finding[]>();
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const key = valueKey(finding);
    const known = key === undefined ? undefined : byValue.get(key);
    if (known) {
      known.push(finding);
      continue;
    }
    const group = [finding];
    groups.push(group);
    if (key !== undefined) byValue.set(key, group);
  }
  return groups.flatMap(merged);
}

/** Equal for findings about the same value; undefined for what is never merged. */
function valueKey({ severity, path, range, code }: Finding): string | undefined {
  // Errors of the text format have no path.
  if (severity !== 'error' || path.length === 0) return undefined;
  const { start, end } = range;
  const isMissing = /\b(?:missing|required)$/.test(code);
  return JSON.stringify([
    [start.line, start.character, end.line, end.character],
    isMissing && code,
    path,
  ]);
}

function merged(group: readonly Finding[]): readonly Finding[] {
  const [first] = group;
  if (!first || group.length === 1) return group;
  const messages = new Set(group.map(({ message }) => message));
  const related = group.flatMap((finding) => finding.related ?? []);
  return [{ ...first, message: [...messages].join('\n'), ...(related.length > 0 && { related }) }];
}
