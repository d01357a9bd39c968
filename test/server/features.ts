// What a client gets that asks at a cursor, as a table: one row at least for each thing that the server offers.

import type {
  CompletionItem,
  CompletionList,
  Hover,
  TextEdit,
} from 'vscode-languageserver-protocol';

export interface FeatureRow {
  /** With its cursor. */
  readonly marked: string;
  readonly method: string;
  /** Beside the document and the position. */
  readonly params?: object;
  /** The answer in short. */
  readonly shown: (answer: never, marked: string) => unknown;
  readonly expected: unknown;
}

const CURSOR_OF_FORMATTING = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };

/** By the key in `ServerCapabilities`. */
export const FEATURES: Readonly<Record<string, readonly FeatureRow[]>> = {
  completionProvider: [
    {
      marked: 'job {\n  id: "a"\n  noop {}\n}\ntrigger { triggers: "|" }',
      method: 'textDocument/completion',
      shown: ({ items }: CompletionList) =>
        items.map(({ label, kind, data }) => [label, kind, data]),
      expected: [['a', 18, { uri: 'file:///a.cfg', id: 'a' }]],
    },
    {
      marked: 'job { sch|',
      method: 'textDocument/completion',
      shown: ({ items }: CompletionList) =>
        items.flatMap(({ label, textEdit }: CompletionItem) =>
          label === 'schedule' ? [textEdit] : [],
        ),
      expected: [
        {
          range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } },
          newText: 'schedule: "$1"',
        },
      ],
    },
    {
      marked: 'job { | # not here\n',
      method: 'textDocument/completion',
      params: { context: { triggerKind: 2, triggerCharacter: ' ' } },
      shown: ({ items }: CompletionList) => items,
      expected: [],
    },
  ],
  hoverProvider: [
    {
      marked: 'job { schedule: "0 3| * * *"',
      method: 'textDocument/hover',
      shown: (hover: Hover) => [
        hover.range,
        JSON.stringify(hover.contents).includes('Starts at 03:00 every day, in UTC.'),
      ],
      expected: [{ start: { line: 0, character: 16 }, end: { line: 0, character: 27 } }, true],
    },
    { marked: '# a| job', method: 'textDocument/hover', shown: (hover) => hover, expected: null },
  ],
  documentFormattingProvider: [
    {
      marked: 'job  {|}\n',
      method: 'textDocument/formatting',
      params: { options: { tabSize: 8, insertSpaces: false } },
      shown: (edits: TextEdit[]) => edits.map(({ range, newText }) => [range.start, newText]),
      expected: [[{ line: 0, character: 4 }, '']],
    },
  ],
  documentRangeFormattingProvider: [
    {
      marked: 'job  {|}\n',
      method: 'textDocument/rangeFormatting',
      params: { options: { tabSize: 8, insertSpaces: false }, range: CURSOR_OF_FORMATTING },
      shown: (edits: TextEdit[]) => edits.map(({ range, newText }) => [range.start, newText]),
      expected: [[{ line: 0, character: 4 }, '']],
    },
  ],
  documentOnTypeFormattingProvider: [
    {
      marked: 'job {\nnoop {}\n}|',
      method: 'textDocument/onTypeFormatting',
      params: { options: { tabSize: 8, insertSpaces: false }, ch: '}' },
      shown: (edits: TextEdit[]) => edits.map(({ range, newText }) => [range.start, newText]),
      expected: [[{ line: 1, character: 0 }, '  ']],
    },
  ],
};
