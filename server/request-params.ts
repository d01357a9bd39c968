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
    ].map((name) => [`textDocument/${name}`, { position: isPositionShaped }]),
  ),
  'textDocument/rename': { position: isPositionShaped, newName: isText },
  'textDocument/onTypeFormatting': { position: isPositionShaped, ch: isText },
  'textDocument/selectionRange': { positions: areAllPositionShaped },
  'textDocument/codeAction': { range: isRangeShaped, context: isObject },
  'textDocument/inlayHint': { range: isRangeShaped },
  'textDocument/rangeFormatting': { range: isRangeShaped },
  'textDocument/semanticTokens/range': { range: isRangeShaped },
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

/** Whatever its numbers are, unlike what a change of the text needs: see `range-param.ts`. */
function isPositionShaped(value: unknown): boolean {
  return (
    isObject(value) && typeof value['line'] === 'number' && typeof value['character'] === 'number'
  );
}

function areAllPositionShaped(value: unknown): boolean {
  return Array.isArray(value) && value.every(isPositionShaped);
}

function isRangeShaped(value: unknown): boolean {
  return isObject(value) && isPositionShaped(value['start']) && isPositionShaped(value['end']);
}
