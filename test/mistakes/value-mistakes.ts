// Mistakes with values: quotes, commas, numbers, names of enum values.

import type { Span } from '../../src/text/span.ts';
import type { FieldNode, StringNode } from '../../src/textproto/tree.ts';
import { inserted, type MistakesOf, REPEATED_FIELDS, replaced } from './mistake.ts';
import type { Config, Field } from './real-configs.ts';

interface StringField extends Field {
  /** One piece, of a character or more. */
  readonly string: StringNode;
}

/** Fields with one string of one piece, and such strings in lists. */
function strings({ fields }: Config): readonly StringField[] {
  return fields.flatMap((field) => {
    // Others name ids, and would rightly be said to name nobody.
    if (field.name === 'id') return [];
    const { value } = field.node;
    const all = value.kind === 'list' ? value.items : [value];
    return all.flatMap((item) =>
      item.kind === 'string' && item.pieces.length === 1 && item.end - item.start > 2
        ? [{ ...field, string: item }]
        : [],
    );
  });
}

function words(
  { fields, text }: Config,
  isWanted: (word: string) => boolean,
): readonly { readonly word: string; readonly node: FieldNode; readonly span: Span }[] {
  return fields.flatMap(({ node }) => {
    const { value } = node;
    const word = text.slice(value.start, value.end);
    return value.kind === 'word' && isWanted(word) ? [{ word, node, span: value }] : [];
  });
}

/** `log_base` has few digits. */
const isNumber = (word: string) => /^[0-9]{3,}$/.test(word);
const isEnum = (word: string) => /^[A-Z_]+$/.test(word);
const isFloat = (word: string) => /^[0-9]+\.[0-9]+$/.test(word);

/** Each string with `open` and `close` for its quotes. */
function withQuotes(open: string, close: string, isWanted = (_: string) => true): MistakesOf {
  return (config) =>
    strings(config).flatMap(({ string }) => {
      const inner = config.text.slice(string.start + 1, string.end - 1);
      return isWanted(inner) ? [replaced(config, string, `${open}${inner}${close}`)] : [];
    });
}

/** Each string of one line that is a field's only value, and the last thing in its line, with `by` for it. */
function atEndOfLine(by: (inner: string) => string): MistakesOf {
  return (config) =>
    strings(config).flatMap(({ string, node }) => {
      if (node.value !== string || !/^[ \t\r]*\n/.test(config.text.slice(string.end))) return [];
      return [replaced(config, string, by(config.text.slice(string.start + 1, string.end - 1)))];
    });
}

/** The offset behind the token that follows `at`. */
function nextToken(text: string, at: number): number {
  return at + (/^(?:\s|#.*)*\S*/.exec(text.slice(at, at + 500))?.[0].length ?? 0);
}

export const VALUE_MISTAKES: Readonly<Record<string, MistakesOf>> = {
  'opening quote missing': withQuotes('', '"'),
  'closing quote missing': withQuotes('"', ''),
  'both quotes missing': withQuotes('', ''),
  'text without quotes at the end of a line': atEndOfLine((inner) => inner),
  'opening quote missing at the end of a line': atEndOfLine((inner) => `${inner}"`),
  'several words without quotes': atEndOfLine((inner) => `${inner} and ${inner}`),
  'schedule without quotes': (config) =>
    strings(config).flatMap(({ name, string }) =>
      name === 'schedule'
        ? [replaced(config, string, config.text.slice(string.start + 1, string.end - 1))]
        : [],
    ),
  'URL without quotes': (config) =>
    strings(config).flatMap(({ string }) => {
      const inner = config.text.slice(string.start + 1, string.end - 1);
      return /^https?:/.test(inner) ? [replaced(config, string, inner)] : [];
    }),
  'URL without its opening quote': (config) =>
    strings(config).flatMap(({ string }) => {
      const inner = config.text.slice(string.start + 1, string.end - 1);
      return /^https?:/.test(inner) ? [replaced(config, string, `${inner}"`)] : [];
    }),
  'quotes that do not match': withQuotes('"', "'"),
  'quotes that do not match, the other way': withQuotes("'", '"'),
  'curly quotes': withQuotes('“', '”'),
  'curly quotes around several words': atEndOfLine((inner) => `“${inner} and ${inner}”`),
  'curly single quotes': withQuotes('‘', '’'),
  'opening quote is curly': withQuotes('“', '"'),
  'closing quote is curly': withQuotes('"', '”'),
  'low quotes': withQuotes('„', '“'),
  guillemets: withQuotes('«', '»'),
  backticks: withQuotes('`', '`'),
  'a quote too many': withQuotes('"', '""'),
  'a quote too many in front': withQuotes('""', '"'),
  'string goes on in the next line': (config) =>
    strings(config).map(({ string }) => {
      const middle = (string.start + string.end) >> 1;
      return { ...inserted(config, middle, '\n'), at: { start: string.start, end: middle } };
    }),
  'unknown escape': (config) =>
    strings(config).map(({ string }) => inserted(config, string.start + 1, '\\d')),
  'number in quotes': (config) =>
    words(config, isNumber).map(({ word, span }) => replaced(config, span, `"${word}"`)),
  'number with a unit': (config) =>
    words(config, isNumber).map(({ word, span }) => replaced(config, span, `${word}s`)),
  'number with a unit behind a blank': (config) =>
    words(config, isNumber).map(({ word, span }) => replaced(config, span, `${word} s`)),
  'number with a fraction': (config) =>
    words(config, isNumber).map(({ word, span }) => replaced(config, span, `${word}.5`)),
  'number out of range': (config) =>
    words(config, isNumber).map(({ span }) => replaced(config, span, '99999999999999999999')),
  'number that is a word': (config) =>
    words(config, (word) => isNumber(word) || isFloat(word)).map(({ span }) =>
      replaced(config, span, 'ten'),
    ),
  'number with a comma': (config) =>
    words(config, isNumber).map(({ span }) => replaced(config, span, '1,000')),
  'enum value misspelt': (config) =>
    words(config, isEnum).map(({ word, span }) => replaced(config, span, `${word}S`)),
  'enum value in lower case': (config) =>
    words(config, isEnum).map(({ word, span }) => replaced(config, span, word.toLowerCase())),
  'enum value in quotes': (config) =>
    words(config, isEnum).map(({ word, span }) => replaced(config, span, `"${word}"`)),
  'value missing': (config) =>
    config.fields
      .filter(({ node: { value } }) => value.kind === 'string' || value.kind === 'word')
      .map(({ node: { name, value } }) => ({
        ...replaced(config, value, ''),
        at: {
          start: name.start,
          end: nextToken(config.text, value.end),
        },
      })),
  'braces around a value': (config) =>
    strings(config).map(({ string }) =>
      replaced(config, string, `{ ${config.text.slice(string.start, string.end)} }`),
    ),
  'list for one value': (config) =>
    strings(config)
      .filter(({ name }) => !REPEATED_FIELDS.has(name))
      .map(({ string }) =>
        replaced(config, string, `[${config.text.slice(string.start, string.end)}]`),
      ),
};
