// Semantic tokens as LSP has them: whole lists, and what has changed since the last one.

import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensLegend,
} from 'vscode-languageserver';
import {
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  type TokenChunk,
  tokenChunks,
  tokenData,
  tokenEdit,
} from '../src/language/language.ts';
import type { OpenDocument } from './documents.ts';

export const TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...TOKEN_TYPES],
  tokenModifiers: [...TOKEN_MODIFIERS],
};

interface Sent {
  readonly resultId: string;
  readonly chunks: readonly TokenChunk[];
}

/** What a client has last got of a document. */
const lastSent = new WeakMap<object, Sent>();

export function fullTokens(document: OpenDocument): SemanticTokens {
  const { resultId, chunks } = remember(document);
  return { resultId, data: tokenData(chunks) };
}

/** All of them if the client has anything but what it got last. */
export function tokensSince(
  document: OpenDocument,
  previousResultId: unknown,
): SemanticTokens | SemanticTokensDelta {
  const before = lastSent.get(document.config);
  if (before?.resultId !== previousResultId || !before) return fullTokens(document);
  const { resultId, chunks } = remember(document);
  const edit = tokenEdit(before.chunks, chunks);
  return { resultId, edits: edit ? [edit] : [] };
}

function remember({ config, resultId }: OpenDocument): Sent {
  const sent = { resultId, chunks: tokenChunks(config) };
  lastSent.set(config, sent);
  return sent;
}
