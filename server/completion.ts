// Completions as LSP has them.

import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import {
  type Completions,
  docOfKey,
  hasStops,
  idHover,
  type Offer,
  plainText,
  snippetText,
} from '../src/language/language.ts';
import type { Documents } from './documents.ts';
import type { Session } from './session.ts';
import { asRecord } from './settings.ts';

/** What is typed before something that is worth offering; letters of words ask by themselves. */
export const COMPLETION_TRIGGERS = ['"', "'", ':', ' ', '/', '@', '*', ','];

/** @param uri of the document, by which its docs are found */
export function toCompletionList(
  { offers, isIncomplete }: Completions,
  uri: string,
  session: Session,
): CompletionList {
  // Clients sort by text.
  const width = String(offers.length).length;
  const items = offers
    .toSorted((a, b) => a.rank - b.rank)
    .map((offer, i) => toItem(offer, String(i).padStart(width, '0'), uri, session));
  return { isIncomplete, items };
}

function toItem(offer: Offer, sortText: string, uri: string, session: Session): CompletionItem {
  const { label, detail, filter, range, insertion, commit, deprecated, goesOn, doc } = offer;
  const { snippets, commitCharacters, tags, adjustsIndentation } = session.client.completion;
  const isSnippet = snippets && hasStops(insertion);
  const newText = isSnippet ? snippetText(insertion) : plainText(insertion);
  return {
    label,
    kind: KINDS[offer.kind],
    sortText,
    textEdit: { range, newText },
    ...(detail !== undefined && { detail }),
    ...(filter !== undefined && { filterText: filter }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(adjustsIndentation && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(commit && commitCharacters && { commitCharacters: [...commit] }),
    ...(deprecated && tags && { tags: [CompletionItemTag.Deprecated] }),
    ...(goesOn && session.editorCommands && { command: SUGGEST }),
    ...(doc && { data: 'id' in doc ? { uri, ...doc } : doc }),
  };
}

const SUGGEST = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

const KINDS = {
  field: CompletionItemKind.Property,
  block: CompletionItemKind.Struct,
  'enum-value': CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  id: CompletionItemKind.Reference,
  text: CompletionItemKind.Text,
  code: CompletionItemKind.Constant,
} as const;

/** The item with its docs, if there are any. Its `data` is what `toCompletionList` gave it, or anything. */
export function withDocs(
  item: CompletionItem,
  documents: Documents,
  { timeZone }: Session,
  now: number,
): CompletionItem {
  const { type, name, uri, id } = asRecord(asRecord(item)['data']);
  const document = typeof uri === 'string' ? documents.get(uri) : undefined;
  const value =
    typeof id === 'string'
      ? document && idHover(document.config, id, { now, zone: timeZone })
      : typeof type === 'string' && typeof name === 'string'
        ? docOfKey(documents.projectConfig, { type, name })
        : undefined;
  return value === undefined
    ? item
    : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}
