// Patterns in which `*` stands for any run of characters, as settings have them for hosts and builders.

/** True if the pattern stands for the whole text. Every other character stands for itself. Takes |pattern| × |text| steps at most. */
export function wildcardMatches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  // The earliest place of each part leaves the most room for those after it.
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
