// Code actions as LSP has them.

import type {
  CodeAction,
  Diagnostic,
  ServerCapabilities,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  CODE_ACTION_KINDS,
  type ConfigAction,
  type ConfigDocument,
  type LargeAction,
  resolveAction,
} from '../src/language/language.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Session } from './session.ts';
import { asRecord } from './settings.ts';

export const CODE_ACTION_PROVIDER: ServerCapabilities = {
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
};

/** What a client hands back to have the edits of an action: little, for it keeps it with each action of a menu. */
interface ActionData extends LargeAction {
  readonly uri: string;
}

type Edits = NonNullable<ConfigAction['edits']>;

interface AskedActions {
  readonly actions: readonly ConfigAction[];
  /** What the client has at the place. */
  readonly diagnostics: readonly Diagnostic[];
}

export function toCodeActions(
  { actions, diagnostics }: AskedActions,
  document: OpenDocument,
  session: Session,
): CodeAction[] {
  return actions.map(({ kind, title, finding, isPreferred, edits, large }): CodeAction => {
    const action: CodeAction = {
      title,
      kind,
      ...(finding && { diagnostics: diagnostics.filter((one) => isAbout(one, finding)) }),
      ...(isPreferred && { isPreferred }),
    };
    if (edits) return { ...action, edit: toWorkspaceEdit(edits, document, session) };
    if (!large) return action;
    const data: ActionData = { uri: document.uri, ...large };
    if (session.client.resolvesEdits) return { ...action, data };
    return { ...action, edit: toWorkspaceEdit(editsOf(document.config, data), document, session) };
  });
}

/** The action with its edits, in the document as it is now; as it is if there is nothing to ask for. */
export function withEdits(action: CodeAction, documents: Documents, session: Session): CodeAction {
  const { uri, what, code } = asRecord(action.data);
  const document = typeof uri === 'string' ? documents.get(uri) : undefined;
  if (!document || action.edit !== undefined) return action;
  const large: LargeAction = {
    what: what === 'sort' ? what : 'fix',
    ...(typeof code === 'string' && { code }),
  };
  const edit = toWorkspaceEdit(editsOf(document.config, large), document, session);
  return { ...action, edit };
}

function editsOf(config: ConfigDocument, large: LargeAction): Edits {
  return resolveAction(config, large);
}

function toWorkspaceEdit(
  edits: Edits,
  { uri, version }: OpenDocument,
  { client }: Session,
): WorkspaceEdit {
  const textEdits = edits.map(({ range, newText }) => ({ range, newText }));
  return client.takesVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}

function isAbout(
  { code, range }: Diagnostic,
  finding: NonNullable<ConfigAction['finding']>,
): boolean {
  const { start, end } = finding.range;
  return (
    code === finding.code &&
    range.start.line === start.line &&
    range.start.character === start.character &&
    range.end.line === end.line &&
    range.end.character === end.character
  );
}
