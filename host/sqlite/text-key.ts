// Text by which rows are found, of any characters.

/**
 * The text itself where SQLite keeps all of it, which is nearly always, and otherwise, or where it begins like one of
 * these, the JSON string of it: half a surrogate pair would come back as U+FFFD, and NUL would be an end.
 * Two texts never have the same key.
 */
export function textKey(text: string): string {
  return /^"|\0|\p{Surrogate}/u.test(text) ? JSON.stringify(text) : text;
}
