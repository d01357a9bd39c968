// A text to insert, with the places in it that are still to be filled in.

/** Text, or a stop: a place for the cursor, with what stands there first or can be chosen. */
export type InsertPiece = string | Stop;

interface Stop {
  /** From 1 in the order in which the cursor visits them; 0 is where it ends. */
  readonly stop: number;
  readonly text?: string;
  /** Instead of `text`: the first one stands there, a client lets the user choose. At least one. */
  readonly choices?: readonly string[];
}

export type Insertion = readonly InsertPiece[];

/** In the syntax of LSP's snippets. */
export function snippetText(insertion: Insertion): string {
  return insertion.map(pieceAsSnippet).join('');
}

/** What stands there for a client that knows no snippets, and in one that does before anything is filled in. */
export function plainText(insertion: Insertion): string {
  return insertion
    .map((piece) => (typeof piece === 'string' ? piece : (piece.choices?.[0] ?? piece.text ?? '')))
    .join('');
}

export function hasStops(insertion: Insertion): boolean {
  return insertion.some((piece) => typeof piece !== 'string');
}

function pieceAsSnippet(piece: InsertPiece): string {
  if (typeof piece === 'string') return piece.replaceAll(/[\\$}]/g, '\\$&');
  const { stop, text, choices } = piece;
  if (choices) {
    const escaped = choices.map((choice) => choice.replaceAll(/[\\$},|]/g, '\\$&'));
    return `\${${stop}|${escaped.join(',')}|}`;
  }
  if (text === undefined || text === '') return `$${stop}`;
  return `\${${stop}:${text.replaceAll(/[\\$}]/g, '\\$&')}}`;
}
