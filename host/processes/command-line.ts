// A command line as a user writes it into the settings: a list of arguments, or one text.

/** Arguments, of which the first is the program; or a sentence that says what is wrong and what to do. */
export type CommandLine =
  | { readonly ok: true; readonly command: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Whose users are used to which meaning of a backslash. */
export type Quoting = 'posix' | 'windows';

/**
 * Reads a command line. A list of strings is taken as it is. A text is split into words at spaces, tabs and line
 * breaks, but for what stands in quotes:
 *
 * - Between single quotes, every character stands for itself.
 * - Between double quotes, too, but `\"` is a quote and `\\` a backslash.
 * - Elsewhere, a backslash makes the next character stand for itself, as in a shell; on Windows, where paths are full of
 *   them, it stands for itself, too.
 *
 * No shell reads it: no variable, no pattern and no `~` is replaced. A word such as `|` or `>` that only a shell could
 * mean anything by is refused, unless it is quoted: who wants a shell says so, as in `sh -c '…'`.
 */
export function readCommandLine(setting: unknown, quoting: Quoting): CommandLine {
  if (typeof setting === 'string') return checked(splitWords(setting, quoting));
  if (Array.isArray(setting) && setting.every((item) => typeof item === 'string')) {
    return checked({ ok: true, command: setting });
  }
  return refused('A command is a text or a list of texts, such as ["python3", "build.py"].');
}

function checked(line: CommandLine): CommandLine {
  if (!line.ok) return line;
  const [program] = line.command;
  if (program === undefined) return refused('The command is empty: write the program to run.');
  if (program === '')
    return refused('The first word of the command is empty: write the program to run.');
  if (line.command.some((word) => word.includes('\0'))) {
    return refused(
      'The command has a zero character in it, which no argument can have: remove it.',
    );
  }
  return line;
}

/** Each match is a blank, a whole quoted part, an escaped character, or one other character. */
const PARTS = /\s+|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[\s\S]/g;

/** Words that tell a shell what to do with others. */
const OPERATORS = /^(?:[|&;()]+|[0-9]*[<>].*|&>.*)$/s;

function splitWords(text: string, quoting: Quoting): CommandLine {
  const command: string[] = [];
  let word: string | undefined;
  let isPlain = true;
  const end = (): string | undefined => {
    if (word === undefined) return undefined;
    if (isPlain && OPERATORS.test(word)) return word;
    command.push(word);
    word = undefined;
    isPlain = true;
    return undefined;
  };
  for (const [part] of text.matchAll(quoting === 'posix' ? PARTS : WINDOWS_PARTS)) {
    if (part.trim() === '') {
      const operator = end();
      if (operator !== undefined) return refusedOperator(operator);
    } else if (part === "'" || part === '"') {
      return refused(
        `A quote (${part}) is not closed: write another one where the quoted part ends.`,
      );
    } else {
      isPlain &&= part.length === 1;
      word = (word ?? '') + unquoted(part, quoting);
    }
  }
  const operator = end();
  return operator === undefined ? { ok: true, command } : refusedOperator(operator);
}

/** The same, but a backslash is any other character. */
const WINDOWS_PARTS = /\s+|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[\s\S]/g;

function unquoted(part: string, quoting: Quoting): string {
  if (part.length === 1) return part;
  if (part.startsWith("'")) return part.slice(1, -1);
  if (part.startsWith('"')) return part.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return quoting === 'posix' ? part.slice(1) : part;
}

function refusedOperator(word: string): CommandLine {
  return refused(
    `No shell reads the command, so ${word} would be an argument: write sh -c '…' around all of it if a shell is meant, or quote the word.`,
  );
}

function refused(reason: string): CommandLine {
  return { ok: false, reason };
}
