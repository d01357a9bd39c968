// Codes of mistakes in the text format.

import type { CodeTable } from '../text/code-table.ts';

export const TEXT_ERROR_CODES = {
  'textproto-unexpected-byte': {
    severity: 'error',
    title: 'A character that cannot stand here.',
    explanation:
      'A character that no token begins with: `=`, `@`, `(`, a letter with an accent, a byte order mark. Text needs quotes, a comment begins with `#`.',
  },
  'textproto-unmatched-quote': {
    severity: 'error',
    title: 'A string that is not closed.',
    explanation: 'A string goes on to the end of its line. Close it.',
  },
  'textproto-bad-escape': {
    severity: 'error',
    title: 'An escape that does not exist.',
    explanation:
      "There is no such escape in a string: `\\d`, `\\/`, `\\0`. A regexp's backslash is written twice, `\\\\d`; octal escapes have three digits.",
  },
  'textproto-bad-utf8': {
    severity: 'error',
    title: 'A string that is not valid UTF-8.',
    explanation: 'A string that has an escape is not valid UTF-8. Save the file as UTF-8.',
  },
  'textproto-unknown-field': {
    severity: 'error',
    title: 'A field that the message does not have.',
    explanation:
      'The message has no field of this name: it is misspelt, or stands in the wrong message, or a brace is missing or too many. Names are case-sensitive.',
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
      '`:` is missing between the name of a field and its value. Only before `{` and `<` it may be left out.',
  },
  'textproto-expected-message': {
    severity: 'error',
    title: 'A field that needs braces.',
    explanation: 'The field is a message and needs `{ … }`.',
  },
  'textproto-list-separator': {
    severity: 'error',
    title: 'A list without a comma or its closing bracket.',
    explanation: 'The items of a list are separated by `,`, and the list ends with `]`.',
  },
  'textproto-unexpected-eof': {
    severity: 'error',
    title: 'A file that ends too early.',
    explanation: 'The file ends where a value should stand.',
  },
  'textproto-bad-string': {
    severity: 'error',
    title: 'Text without quotes.',
    explanation: 'The field is text and needs quotes.',
  },
  'textproto-bad-int': {
    severity: 'error',
    title: 'A value that is not a whole number.',
    explanation: 'Not a whole number, or one that does not fit. `010` is octal.',
  },
  'textproto-bad-float': {
    severity: 'error',
    title: 'A value that is not a number.',
    explanation: 'Not a number, or one that does not fit into 32 bits.',
  },
  'textproto-bad-bool': {
    severity: 'error',
    title: 'A value that is neither true nor false.',
    explanation: 'Neither `true` nor `false`.',
  },
  'textproto-bad-enum': {
    severity: 'error',
    title: 'A value that the enum does not have.',
    explanation: 'The enum has no such value.',
  },
  'textproto-extension': {
    severity: 'error',
    title: 'A name in brackets.',
    explanation: 'A name in brackets: the schema has no extensions.',
  },
} as const satisfies CodeTable;
