// Codes of mistakes in the text format.

import type { CodeTable } from '../text/code-table.ts';

export const TEXT_ERROR_CODES = {
  'textproto-unexpected-byte': {
    severity: 'error',
    title: 'A character that is not allowed here.',
    explanation:
      'Nothing outside quotes can begin with this character: `=`, `@`, `(`, a letter with an accent, a byte order mark. Text needs quotes; a comment begins with `#`.',
  },
  'textproto-unmatched-quote': {
    severity: 'error',
    title: 'A string that is not closed.',
    explanation: 'The string is not closed before the end of its line.',
  },
  'textproto-missing-quote': {
    severity: 'error',
    title: 'A string without its opening quote.',
    explanation: 'The text ends with a quote, but none stands at its beginning.',
  },
  'textproto-bad-escape': {
    severity: 'error',
    title: 'An escape that does not exist.',
    explanation:
      'Strings have no such escape: `\\d`, `\\/`, `\\0`. Write the backslash of a regular expression twice, `\\\\d`; octal escapes have three digits.',
  },
  'textproto-bad-utf8': {
    severity: 'error',
    title: 'A string that is not valid UTF-8.',
    explanation:
      'A string with an escape must be valid UTF-8, and this one is not. Save the file as UTF-8.',
  },
  'textproto-unknown-field': {
    severity: 'error',
    title: 'A field that the message does not have.',
    explanation:
      'The message has no field of this name: it is misspelt or in the wrong message. Names are case-sensitive.',
  },
  'textproto-missing-brace': {
    severity: 'error',
    title: 'A brace that is missing.',
    explanation:
      'A message begins with `{` or `<` and ends with the `}` or `>` that matches it, and one of the two is missing.',
  },
  'textproto-surplus-brace': {
    severity: 'error',
    title: 'A brace too many.',
    explanation: 'There is a brace that closes or opens nothing.',
  },
  'textproto-mismatched-brace': {
    severity: 'error',
    title: 'A brace of the wrong kind.',
    explanation: '`{` is closed by `}`, and `<` by `>`.',
  },
  'textproto-conflict-marker': {
    severity: 'error',
    title: 'A merge conflict.',
    explanation:
      'Version control has left both sides of a conflict in the file, between `<<<<<<<`, `=======` and `>>>>>>>`. Keep one side, and remove these lines.',
  },
  'textproto-field-repeated': {
    severity: 'error',
    title: 'A field that is set twice.',
    explanation: 'A field that holds one value is set twice in the same message.',
  },
  'textproto-missing-colon': {
    severity: 'error',
    title: 'A missing colon.',
    explanation:
      '`:` is missing between the name of a field and its value. It may be left out only before `{` and `<`.',
  },
  'textproto-expected-message': {
    severity: 'error',
    title: 'A field that needs braces.',
    explanation: 'The field is a message and needs `{ … }`.',
  },
  'textproto-missing-comma': {
    severity: 'error',
    title: 'A comma that is missing in a list.',
    explanation: 'The items of a list are separated by `,`, and there is none between two of them.',
  },
  'textproto-list-separator': {
    severity: 'error',
    title: 'A list with a wrong separator, or without one of its brackets.',
    explanation: 'The items of a list are separated by `,`, and stand between `[` and `]`.',
  },
  'textproto-unexpected-eof': {
    severity: 'error',
    title: 'A file that ends too early.',
    explanation: 'The file ends where a value should be.',
  },
  'textproto-bad-string': {
    severity: 'error',
    title: 'Text without quotes.',
    explanation: 'The field is text and needs quotes.',
  },
  'textproto-bad-int': {
    severity: 'error',
    title: 'A value that is not a whole number.',
    explanation: 'Not a whole number, or one that is out of range. `010` is octal.',
  },
  'textproto-bad-float': {
    severity: 'error',
    title: 'A value that is not a number.',
    explanation: 'Not a number, or one that is out of range for 32 bits.',
  },
  'textproto-bad-bool': {
    severity: 'error',
    title: 'A value that is neither true nor false.',
    explanation: 'The value is neither `true` nor `false`.',
  },
  'textproto-bad-enum': {
    severity: 'error',
    title: 'A value that the enum does not have.',
    explanation: 'The enum has no such value.',
  },
  'textproto-extension': {
    severity: 'error',
    title: 'A name in brackets.',
    explanation: 'A name in brackets is an extension, and the schema has none.',
  },
} as const satisfies CodeTable;
