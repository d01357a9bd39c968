// Passages of a source file in which people are spoken to: its comments and its strings.

export interface Passage {
  readonly kind: 'comment' | 'string';
  /** Of its first character, from 1. */
  readonly line: number;
  /** Without the signs around it and in the margin. Has as many lines as in the file. */
  readonly text: string;
  /** Only white space comes before it in the file. */
  readonly opens: boolean;
}

/**
 * Reads TypeScript, JavaScript, CSS and .proto alike. Line comments below each other are one passage.
 * Pieces of a template between its `${}` are passages of their own.
 */
export function passagesOf(source: string): readonly Passage[] {
  const passages: Passage[] = [];
  for (const token of tokensOf(source)) {
    const raw = source.slice(token.start, token.end);
    const kind = raw.startsWith('/') ? 'comment' : 'string';
    const text = kind === 'comment' ? commentText(raw) : raw.slice(1, -1);
    const opens = /^(?:#!.*)?\s*$/.test(source.slice(0, token.start));
    passages.push({ kind, line: lineAt(source, token.start), text, opens });
  }
  return passages;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Takes off `//`, `/**`, a closing mark, and the asterisks in the margin. */
function commentText(raw: string): string {
  if (raw.startsWith('//')) return raw.replace(/^[ \t]*\/\/ ?/gm, '');
  return raw.slice(2, -2).replace(/^\*+ ?|^[ \t]*\* ?/gm, '');
}

interface Token {
  readonly start: number;
  readonly end: number;
}

const LINE_COMMENTS = /\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//y;
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
/** From a backtick, or from the brace that ends `${}`, to the next `${` or backtick. */
const TEMPLATE_PIECE = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
const REGEXP = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** Code after which a slash begins a regular expression rather than divides. */
const BEFORE_REGEXP = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in))\s*$/;

/** Comments and strings, in order. */
function* tokensOf(source: string): Generator<Token> {
  /** For each `${}` that is open: how many braces are open in it. */
  const templates: number[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? '';
    const depth = templates.at(-1);
    const comment = match(LINE_COMMENTS, source, at) ?? match(BLOCK_COMMENT, source, at);
    const literal = comment ?? match(QUOTED, source, at);
    if (literal !== undefined) {
      yield { start: at, end: literal };
      at = literal;
    } else if (char === '`' || (char === '}' && depth === 0)) {
      if (char === '}') templates.pop();
      const end = match(TEMPLATE_PIECE, source, at) ?? at + 1;
      if (source.endsWith('${', end)) templates.push(0);
      yield { start: at, end };
      at = end;
    } else if (char === '/' && BEFORE_REGEXP.test(source.slice(Math.max(0, at - 40), at))) {
      at = match(REGEXP, source, at) ?? at + 1;
    } else {
      if (depth !== undefined && (char === '{' || char === '}')) {
        templates[templates.length - 1] = depth + (char === '{' ? 1 : -1);
      }
      at++;
    }
  }
}

/** Where a match that begins at `at` ends. */
function match(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}
