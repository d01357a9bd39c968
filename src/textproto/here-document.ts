// Here-documents, which the service expands when it loads a config (spec textformat.md 2.9).

const OPENER = /<<[ \t]*([_a-zA-Z]+)[ \t\r]*\n/y;

/** The here-documents of one text; asked for from its start to its end, in linear time altogether. */
export class HereDocuments {
  readonly #text: string;
  /** One of them has no end: a search for the end of another would go through all of the text in vain, too. */
  #unclosed = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** T41: the end of the line with the word that closes the one that starts at `start`, or -1 if none does. */
  endOf(start: number): number {
    OPENER.lastIndex = start;
    const word = this.#unclosed ? undefined : OPENER.exec(this.#text)?.[1];
    if (word === undefined) return -1;
    const end = closingLineEnd(this.#text, OPENER.lastIndex, word);
    this.#unclosed = end < 0;
    return end;
  }
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/**
 * Compared letter by letter: the word is the file's, and may be longer than a RegExp can be.
 *
 * @param from start of a line
 */
function closingLineEnd(text: string, from: number, word: string): number {
  let i = from;
  while (i < text.length) {
    while (isBlank(text.charCodeAt(i))) i++;
    const end = text.startsWith(word, i) ? endOfBlankRest(text, i + word.length) : -1;
    if (end >= 0) return end;
    while (i < text.length && !isLineEnd(text.charCodeAt(i))) i++;
    i++;
  }
  return -1;
}

/** The last end of a line that only blanks and carriage returns lead to, or -1 if there is none. */
function endOfBlankRest(text: string, from: number): number {
  let carriageReturn = -1;
  let i = from;
  while (isBlank(text.charCodeAt(i)) || text.charCodeAt(i) === CR) {
    if (text.charCodeAt(i) === CR) carriageReturn = i;
    i++;
  }
  return i === text.length || isLineEnd(text.charCodeAt(i)) ? i : carriageReturn;
}

function isBlank(c: number): boolean {
  return c === SPACE || c === TAB;
}

/** As for `$` in a RegExp; a carriage return by itself ends a line, too. */
function isLineEnd(c: number): boolean {
  return c === LF || c === CR || c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR;
}
