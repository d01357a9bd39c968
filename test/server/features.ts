// What a client gets that asks at a cursor, as a table: one row at least for each thing that the server offers.

import type {
  CallHierarchyItem,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  LinkedEditingRanges,
  Location,
  LocationLink,
  Range,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
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
  definitionProvider: [
    {
      marked: 'trigger { triggers: "a|" }\njob { id: "a" }',
      method: 'textDocument/definition',
      shown: (links: LocationLink[]) =>
        links.map((link) => [
          link.targetUri,
          short(link.originSelectionRange),
          short(link.targetRange),
          short(link.targetSelectionRange),
        ]),
      expected: [['file:///a.cfg', '0:20-0:23', '1:0-1:15', '1:10-1:13']],
    },
    {
      marked: 'job { i|d: "a"',
      method: 'textDocument/definition',
      shown: (links: LocationLink[]) => links.map((link) => link.targetUri),
      expected: ['luci-scheduler-schema:/luci-scheduler.proto'],
    },
  ],
  referencesProvider: [
    {
      marked: 'trigger { triggers: "a" }\njob { id: "a|" ',
      method: 'textDocument/references',
      params: { context: { includeDeclaration: true } },
      shown: places,
      expected: ['1:10-1:13', '0:20-0:23'],
    },
    {
      marked: 'trigger { triggers: "a" }\njob { id: "a|" ',
      method: 'textDocument/references',
      params: { context: { includeDeclaration: false } },
      shown: places,
      expected: ['0:20-0:23'],
    },
  ],
  documentHighlightProvider: [
    {
      marked: 'trigger { triggers: "|a" }\njob { id: "a" ',
      method: 'textDocument/documentHighlight',
      shown: (found: DocumentHighlight[]) => found.map(({ range, kind }) => [short(range), kind]),
      expected: [
        ['1:10-1:13', 3],
        ['0:20-0:23', 2],
      ],
    },
  ],
  renameProvider: [
    {
      marked: 'trigger { triggers: "a" }\njob { id: "a|" ',
      method: 'textDocument/rename',
      params: { newName: 'b' },
      shown: ({ changes }: WorkspaceEdit) =>
        changes?.['file:///a.cfg']?.map(({ range, newText }) => [short(range), newText]),
      expected: [
        ['0:21-0:22', 'b'],
        ['1:11-1:12', 'b'],
      ],
    },
    {
      marked: 'job { id: "a|" ',
      method: 'textDocument/prepareRename',
      shown: ({ range, placeholder }: { range: Range; placeholder: string }) => [
        short(range),
        placeholder,
      ],
      expected: ['0:11-0:12', 'a'],
    },
  ],
  linkedEditingRangeProvider: [
    {
      marked: 'trigger { triggers: "a" }\njob { id: "a|" ',
      method: 'textDocument/linkedEditingRange',
      shown: ({ ranges }: LinkedEditingRanges) => ranges.map(short),
      expected: ['1:11-1:12', '0:21-0:22'],
    },
    {
      marked: 'job { id: "a|" ',
      method: 'textDocument/linkedEditingRange',
      shown: (ranges) => ranges,
      expected: null,
    },
  ],
  callHierarchyProvider: [
    {
      marked: 'trigger { id: "t" triggers: "a|" }\njob { id: "a" noop {} }',
      method: 'textDocument/prepareCallHierarchy',
      shown: (items: CallHierarchyItem[]) =>
        items.map(({ name, detail, kind, uri, data }) => [name, detail, kind, uri, data]),
      expected: [['a', 'noop, triggered', 12, 'file:///a.cfg', { id: 'a' }]],
    },
  ],
  workspaceSymbolProvider: [
    {
      marked: 'job { id: "one" noop {} }\njob { id: "two|" noop {} }',
      method: 'workspace/symbol',
      params: { query: 'TO' },
      shown: (symbols: SymbolInformation[]) =>
        symbols.map(({ name, containerName, location }) => [
          name,
          containerName,
          places([location]),
        ]),
      expected: [['two', 'noop, triggered', ['1:0-1:25']]],
    },
    {
      marked: 'acl_sets { name: "pollers|" acls {} }\njob { id: "one" noop {} }',
      method: 'workspace/symbol',
      params: { query: 'poll' },
      shown: (symbols: SymbolInformation[]) =>
        symbols.map(({ name, kind, containerName }) => [name, kind, containerName]),
      expected: [['pollers', 20, 'ACL set, 1 rule']],
    },
  ],
  foldingRangeProvider: [
    {
      marked: 'job {|\n  id: "a"\n  noop {}\n}\njob {\n',
      method: 'textDocument/foldingRange',
      shown: (ranges: FoldingRange[]) => ranges,
      expected: [{ startLine: 0, endLine: 2, collapsedText: '{ id: "a" …' }],
    },
  ],
  selectionRangeProvider: [
    {
      marked: 'job { id: "a|" }',
      method: 'textDocument/selectionRange',
      params: { positions: [{ line: 0, character: 12 }] },
      shown: (ranges: SelectionRange[]) => {
        const all: string[] = [];
        for (let at = ranges[0]; at; at = at.parent) all.push(short(at.range));
        return all;
      },
      expected: ['0:11-0:12', '0:10-0:13', '0:6-0:13', '0:4-0:15', '0:0-0:15'],
    },
  ],
  documentLinkProvider: [
    {
      marked: 'job { url_fetch { url: "https://h/|" ',
      method: 'textDocument/documentLink',
      shown: (links: DocumentLink[]) => links.map(({ range, target }) => [short(range), target]),
      expected: [['0:24-0:34', 'https://h/']],
    },
  ],
  inlayHintProvider: [
    {
      marked: 'trigger {|\n  id: "t"\n',
      method: 'textDocument/inlayHint',
      params: { range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } } },
      shown: (hints: InlayHint[]) => hints,
      expected: [
        {
          position: { line: 0, character: 9 },
          label: 'schedule: "with 30s interval"',
          kind: 2,
          paddingLeft: true,
        },
      ],
    },
  ],
  semanticTokensProvider: [
    {
      marked: 'trigger { id: "t" triggers: "no|" ',
      method: 'textDocument/semanticTokens/full',
      shown: ({ data }: SemanticTokens) => data,
      expected: [0, 15, 1, 2, 1, 0, 14, 2, 2, 4],
    },
    {
      marked: 'job { id: "a" }\njob { id: "b|" }\n',
      method: 'textDocument/semanticTokens/range',
      params: { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } } },
      shown: ({ data }: SemanticTokens) => data,
      expected: [1, 11, 1, 2, 1],
    },
  ],
  codeLensProvider: [
    {
      marked: 'trigger { id: "t" triggers: "a" disabled: true }\njob { id: "a|" noop {} }',
      method: 'textDocument/codeLens',
      shown: (lenses: CodeLens[]) =>
        lenses.map(({ range, command }) => [
          range.start.line,
          command?.title,
          command?.command,
          command?.arguments?.slice(1),
        ]),
      expected: [
        [1, 'Run', 'luciScheduler.runJob', ['a']],
        [0, 'triggers 1', 'luciScheduler.showTriggered', ['t', { line: 0, character: 0 }]],
        [1, 'triggered by 1', 'luciScheduler.showTriggering', ['a', { line: 1, character: 0 }]],
      ],
    },
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
  documentSymbolProvider: [
    {
      marked: '|job { id: "a" noop {} ',
      method: 'textDocument/documentSymbol',
      shown: (symbols: DocumentSymbol[]) => symbols.map(({ name, detail }) => [name, detail]),
      expected: [['a', 'noop, triggered']],
    },
  ],
};

function short(range: Range | undefined): string {
  if (!range) return '';
  const { start, end } = range;
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

function places(locations: Location[]): readonly string[] {
  return locations.map(({ range }) => short(range));
}
