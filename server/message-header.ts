// Headers of messages, checked before the library reads them: after a broken one it would wait for ever, or take a
// part of one message for another.

import { constants } from 'node:buffer';

/** In bytes. The two fields of LSP take less than 100; the limit is for what is no header at all and never ends. */
export const MAX_HEADER_LENGTH = 8192;

/** In bytes: a longer body could not become a text. Node's limit, in UTF-16 units, each of which takes a byte at least. */
export const MAX_BODY_LENGTH = constants.MAX_STRING_LENGTH;

const END = '\r\n\r\n';

/** A name as HTTP allows it (RFC 9110, "Tokens"), which LSP refers to, and the value behind the colon. */
const FIELD = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/;
/** What can become one. */
const FIELD_BEGUN = /^(?:[!#$%&'*+.^_`|~\w-]+(?::.*)?)?$/;
const CHARSET = /;[ \t]*charset[ \t]*=[ \t]*"?([^";]*)"?/i;

/** What a header says, or a sentence that tells what is wrong with it. */
type Header = { readonly bodyLength: number } | { readonly problem: string };

/**
 * @param text the header without the empty line behind it, a character for each byte
 * @returns the length of the body in bytes, 0 to MAX_BODY_LENGTH; a problem never quotes the text, which is a part of
 *   some document if the client has lost count
 */
function readHeader(text: string): Header {
  if (text.length > MAX_HEADER_LENGTH) return TOO_LONG;
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) return BARE_BREAK;
  let bodyLength: number | undefined;
  for (const line of text.split('\r\n')) {
    // An empty header has one line without a field.
    if (line === '') continue;
    const [, name, rest = ''] = FIELD.exec(line) ?? [];
    if (name === undefined) return NO_FIELD;
    const value = rest.trim();
    switch (name.toLowerCase()) {
      case 'content-length':
        if (bodyLength !== undefined) return { problem: 'Content-Length stands there twice.' };
        if (!/^\d+$/.test(value)) {
          return { problem: 'Content-Length is not a whole number of bytes in decimal digits.' };
        }
        bodyLength = Number(value);
        break;
      case 'content-type': {
        // LSP 3.17, "Header Part": UTF-8 alone is supported, and utf8 is the same to whoever was first.
        const charset = CHARSET.exec(value)?.[1];
        if (charset !== undefined && !/^utf-?8$/i.test(charset.trim())) {
          return {
            problem: 'The charset in Content-Type is not utf-8, the only one that LSP knows.',
          };
        }
      }
    }
  }
  if (bodyLength === undefined) return { problem: 'There is no Content-Length.' };
  if (bodyLength > MAX_BODY_LENGTH) {
    return {
      problem: `Content-Length is more than ${MAX_BODY_LENGTH}, the longest body that can be read.`,
    };
  }
  return { bodyLength };
}

const TOO_LONG = { problem: `It does not end within ${MAX_HEADER_LENGTH} bytes.` };
const BARE_BREAK = { problem: 'A line does not end in CR LF.' };
const NO_FIELD = { problem: 'A line is not a field, which is a name, a colon and a value.' };

/** What is wrong with a header of which only the beginning has come, if that is certain already. */
function problemOfBeginning(text: string): string | undefined {
  // Not counting what may be a part of the end.
  if (text.replace(/[\r\n]{1,3}$/, '').length > MAX_HEADER_LENGTH) return TOO_LONG.problem;
  // The LF of the last CR may come yet.
  const come = text.replace(/\r$/, '');
  if (/(?<!\r)\n|\r(?!\n)/.test(come)) return BARE_BREAK.problem;
  return come.split('\r\n').every((line) => FIELD_BEGUN.test(line)) ? undefined : NO_FIELD.problem;
}

/** Follows a stream of messages from header to header. */
export class HeaderCheck {
  /** What has come of the header at hand. */
  #header: Buffer = Buffer.alloc(0);
  #bodyLeft = 0;
  #problem: string | undefined;

  /** A sentence that tells what is wrong with the first broken header; what follows it cannot be understood. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Takes the next bytes. Returns those that may be read now: whole sound headers, and their bodies as they come. */
  take(chunk: Uint8Array): readonly Uint8Array[] {
    const sound: Uint8Array[] = [];
    for (let rest = chunk; rest.length > 0 && this.#problem === undefined; ) {
      if (this.#bodyLeft > 0) {
        const body = rest.subarray(0, this.#bodyLeft);
        this.#bodyLeft -= body.length;
        sound.push(body);
        rest = rest.subarray(body.length);
      } else {
        const before = this.#header.length;
        // One byte more than is allowed tells as much as all of them.
        const room = MAX_HEADER_LENGTH + END.length + 1 - before;
        const header = Buffer.concat([this.#header, rest.subarray(0, room)]);
        const end = header.indexOf(END);
        if (end < 0) {
          this.#header = header;
          this.#problem = problemOfBeginning(header.toString('latin1'));
          return sound;
        }
        const read = readHeader(header.toString('latin1', 0, end));
        if ('problem' in read) {
          this.#problem = read.problem;
        } else {
          this.#header = Buffer.alloc(0);
          this.#bodyLeft = read.bodyLength;
          sound.push(header.subarray(0, end + END.length));
          rest = rest.subarray(end + END.length - before);
        }
      }
    }
    return sound;
  }
}
