// Text without the slashes at its end.

/** A regular expression would look at each run of slashes from each of its places. */
export function withoutEndingSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}
