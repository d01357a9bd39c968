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

/** @param from start of a line */
function closingLineEnd(text: string, from: number, word: string): number {
  const closer = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, 'gm');
  closer.lastIndex = from;
  return closer.test(text) ? closer.lastIndex : -1;
}
