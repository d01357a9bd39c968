// Escape sequences in text that was written for a terminal (ECMA-48, and xterm's manual for the strings).

/**
 * Each match is one sequence: of control (CSI, with its parameters and its last character as groups), a string with what
 * ends it (such as the title of a window), or another one. One that is cut off ends where it can go on no longer, so
 * that it takes no text away with it.
 */
const SEQUENCES =
  /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c))?|\x1b[ -/]*[0-~]?|[\x80-\x9f]/g;

/** Sequences begin with one of these; most text has none. */
const INTRODUCERS = /[\x1b\x80-\x9f]/;

/** The text without any. Linear in its length. */
export function withoutEscapes(text: string): string {
  return INTRODUCERS.test(text) ? text.replace(SEQUENCES, '') : text;
}

/**
 * The text with those alone that choose colours and styles (SGR), each as `ESC [ numbers m` with semicolons between
 * the numbers, whatever stood there. Linear in its length.
 */
export function onlyStyles(text: string): string {
  if (!INTRODUCERS.test(text)) return text;
  return text.replace(SEQUENCES, (sequence, parameters?: string, last?: string) => {
    const isStyle = last === 'm' && parameters !== undefined && /^[0-9;:]*$/.test(parameters);
    if (!isStyle || /[ -/]m$/.test(sequence)) return '';
    return `\x1b[${parameters.split(';').map(withSemicolons).join(';')}m`;
  });
}

/**
 * The parts of a parameter are numbers of their own in the older way of writing, which has no number for the space of
 * colours (ISO 8613-6). Of other parameters with parts, such as the shape of an underline, the first part matters.
 */
function withSemicolons(parameter: string): string {
  const [kind = '', space, ...rest] = parameter.split(':');
  if (space === undefined) return kind;
  if (kind !== '38' && kind !== '48') return space === '0' && kind === '4' ? '24' : kind;
  const numbers = space === '2' && rest.length > 3 ? rest.slice(1, 4) : rest;
  return [kind, space, ...numbers].join(';');
}

/** Splits the result of `onlyStyles`: text and the numbers of a sequence by turns, text first and last. */
export function textAndStyles(text: string): readonly string[] {
  return text.split(/\x1b\[([0-9;]*)m/);
}
