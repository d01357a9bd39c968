// Texts of HTML that a reader sees or hears: between tags, and in some attributes.

import { HOLE, hasLetters } from './sentence.ts';

interface MarkupPiece {
  readonly text: string;
  /** False if the text is only there for the holes in it. */
  readonly readable: boolean;
}

/** Elements that do not end a sentence. */
const INLINE_TAG = new RegExp(`</?(?:a|b|code|em|i|kbd|strong)(?:\\s[^>${HOLE}]*)?>`, 'g');

/** Something invisible, a tag, or text. */
const TOKEN = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;

/** Attributes that are shown or spoken. */
const READABLE_ATTRIBUTE = /(?<![\w-])(?:alt|aria-label|label|placeholder|title)="([^"]*)"/;

/** @returns pieces in their order; together they have all holes of the markup, each once */
export function markupSentences(markup: string): readonly MarkupPiece[] {
  const tokens = markup.replaceAll(INLINE_TAG, '').match(TOKEN) ?? [];
  return tokens.flatMap((token) => {
    if (/^<(?:!--|script|style)/.test(token)) return { text: token, readable: false };
    if (!token.startsWith('<')) return piece(token);
    // Splitting leaves the values between what is around the attributes.
    return token
      .split(READABLE_ATTRIBUTE)
      .map((text, i) => (i % 2 === 1 ? piece(text) : { text, readable: false }));
  });
}

function piece(text: string): MarkupPiece {
  return { text: text.replaceAll(/\s+/g, ' ').trim(), readable: hasLetters(text) };
}
