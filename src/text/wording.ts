// Building blocks of sentences for users.

/** `1 job`, `2 jobs`: for nouns whose plural ends in -s. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * The beginning of a text that may be as long as its file, with `…` for what is left out.
 * @param limit in UTF-16 units
 */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // No half of a surrogate pair is left at the end.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Text of the config's language in a sentence, such as a field's name or a token. */
export function code(text: string): string {
  return `\`${shortened(text, MAX_CODE)}\``;
}

/** UTF-16 units of `code` that are shown; a name that is not too long for that fits whole. */
const MAX_CODE = 60;

/** `a`, `b` or `c`, as code. */
export function enumerated(names: readonly string[], word: 'and' | 'or'): string {
  return listed(names.map(code), word);
}

/** Such as: one, two and three. */
export function listed(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** What an error of any kind says, never empty. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error) || 'unknown error';
  return error.message || error.name;
}
