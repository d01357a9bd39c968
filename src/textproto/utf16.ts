// Texts whose bytes are UTF-16 rather than UTF-8.

/** Characters that are looked at: any config has as many ASCII characters at its beginning. */
const SAMPLE = 64;

/** Byte order marks of UTF-16 as ../golang/utf8.ts decodes them. */
const MARKS = /^(?:\udcff\udcfe|\udcfe\udcff)/;

/** Whether a text that was decoded as UTF-8 looks like UTF-16: by its mark, or every other byte is 0. */
export function looksLikeUtf16(text: string): boolean {
  if (MARKS.test(text)) return true;
  const sample = text.slice(0, SAMPLE);
  return /^(?:[\t\n\r -~]\0){2,}|^(?:\0[\t\n\r -~]){2,}/.test(sample);
}
