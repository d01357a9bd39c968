// The parameters of requests about a document, as clients send them, who may send anything.

/** What a request needs beside the document that it is about, by its method; nothing if it is not listed. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  ...Object.fromEntries(
    [
      'completion',
      'hover',
      'definition',
      'references',
      'documentHighlight',
      'prepareRename',
      'linkedEditingRange',
      'prepareCallHierarchy',
    ].map((name) => [`textDocument/${name}`, { position: isPosition }]),
  ),
  'textDocument/rename': { position: isPosition, newName: isText },
  'textDocument/onTypeFormatting': { position: isPosition, ch: isText },
  'textDocument/selectionRange': { positions: arePositions },
  'textDocument/codeAction': { range: isRange, context: isObject },
  'textDocument/inlayHint': { range: isRange },
  'textDocument/rangeFormatting': { range: isRange },
  'textDocument/semanticTokens/range': { range: isRange },
};

/**
 * Why a request cannot be answered, for its client: a sentence that quotes nothing; undefined if nothing is the matter.
 * Numbers are taken as they are: where a position beyond the text is, the document knows. LSP asks for -32602
 * (InvalidParams) then, which JSON-RPC 2.0 defines.
 */
export function paramsProblem(method: string, params: unknown): string | undefined {
  if (!method.startsWith('textDocument/')) return undefined;
  const document = isObject(params) ? params['textDocument'] : undefined;
  if (!isObject(params) || !isObject(document) || !isText(document['uri'])) {
    return `${method} needs the document that it is about, in textDocument.uri`;
  }
  for (const [name, isRight] of Object.entries(NEEDED[method] ?? {})) {
    if (!isRight(params[name])) return `${method} needs ${name}, which is missing or malformed`;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isPosition(value: unknown): boolean {
  return (
    isObject(value) && typeof value['line'] === 'number' && typeof value['character'] === 'number'
  );
}

function arePositions(value: unknown): boolean {
  return Array.isArray(value) && value.every(isPosition);
}

function isRange(value: unknown): boolean {
  return isObject(value) && isPosition(value['start']) && isPosition(value['end']);
}
