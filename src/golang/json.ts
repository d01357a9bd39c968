// JSON as Go's encoding/json reads it: members of the same name stay apart, and numbers stay as they are written.

/** A value of JSON. */
export type GoJson = null | boolean | string | JsonNumber | readonly GoJson[] | JsonObject;

/** A number as it is written: Go reads `1` for an integer, and refuses `1.0` and `1e2` for one. */
export class JsonNumber {
  readonly literal: string;

  constructor(literal: string) {
    this.literal = literal;
  }
}

type Member = readonly [name: string, value: GoJson];

export class JsonObject {
  /** In their order; there may be several of one name. */
  readonly members: readonly Member[];

  constructor(members: readonly Member[]) {
    this.members = members;
  }
}

/** How deep values may stand in each other. */
const MAX_DEPTH = 10_000;

/**
 * The value that a text is; undefined if it is not JSON (RFC 8259), with a byte order mark or anything else around it, or
 * nested more than 10,000 deep. What is no character, escaped or not, becomes U+FFFD. Takes linear time, however deep it is.
 *
 * @param text untrusted; bytes as `decodeUtf8` gives them, each of which that is part of no character is one U+FFFD, too
 */
export function parseGoJson(text: string): GoJson | undefined {
  const wellFormed = text.toWellFormed();
  try {
    JSON.parse(wellFormed);
  } catch {
    return undefined;
  }
  return treeOf(wellFormed);
}

/** A list or an object whose end is not yet reached. */
type Open =
  | { readonly kind: 'list'; readonly items: GoJson[] }
  | { readonly kind: 'object'; readonly members: Member[]; name: string | undefined };

/** `true`, `null`, a number. */
const LITERAL = /[-+.\w]+/y;

/** @param text which is JSON */
function treeOf(text: string): GoJson | undefined {
  const open: Open[] = [];
  let whole: GoJson = null;
  const put = (value: GoJson) => {
    const top = open.at(-1);
    if (!top) whole = value;
    else if (top.kind === 'list') top.items.push(value);
    else {
      top.members.push([top.name ?? '', value]);
      top.name = undefined;
    }
  };
  for (let at = 0; at < text.length; ) {
    const top = open.at(-1);
    const mark = text[at];
    switch (mark) {
      case '{':
      case '[':
        if (open.length === MAX_DEPTH) return undefined;
        if (mark === '[') open.push({ kind: 'list', items: [] });
        else open.push({ kind: 'object', members: [], name: undefined });
        at++;
        break;
      case '}':
      case ']':
        open.pop();
        if (top) put(top.kind === 'list' ? top.items : new JsonObject(top.members));
        at++;
        break;
      case '"': {
        const end = endOfString(text, at);
        const value = stringIn(text.slice(at, end));
        if (top?.kind === 'object' && top.name === undefined) top.name = value;
        else put(value);
        at = end;
        break;
      }
      default: {
        LITERAL.lastIndex = at;
        const literal = LITERAL.exec(text)?.[0];
        if (literal !== undefined) put(literalOf(literal));
        at += literal?.length ?? 1; // White space, a comma or a colon.
      }
    }
  }
  return whole;
}

function literalOf(literal: string): GoJson {
  if (literal === 'null') return null;
  if (literal === 'true' || literal === 'false') return literal === 'true';
  return new JsonNumber(literal);
}

/** @param quoted a string in JSON */
function stringIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  return String(JSON.parse(quoted)).toWellFormed();
}

/** Behind the quote that ends the string which begins at `start`. A regular expression would run out of stack. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length; // Not in JSON.
}
