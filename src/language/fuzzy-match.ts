// Names that a few typed letters may stand for.

/** True if `value` has the letters of `wanted` in that order; both in one case. */
export function hasLetters(value: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = value.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
