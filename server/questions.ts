// The table of requests: method of LSP → question of the language room → translation of its answer.

import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CompletionItem,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type HoverParams,
  HoverRequest,
  type Hover as LspHover,
  MarkupKind,
  type ServerCapabilities,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import {
  codeActions,
  completions,
  formatDocument,
  formatOnType,
  formatRange,
  hover,
  type JobChoices,
  type JobsRequest,
  jobChoices,
  jobRange,
  RUN_METHODS,
  type RunAnswer,
  type RunLens,
  type RunRequest,
  ratedDiagnostics,
  repoOfRefsAt,
  runAnswer,
  SAVED_METHODS,
  type SavedRequest,
  type ShownDiagnostics,
  savedFinding,
  TYPED,
  UNOPENED_METHODS,
  type UnopenedRequest,
} from '../src/language/language.ts';
import { CODE_ACTION_PROVIDER, toCodeActions, withEdits } from './code-actions.ts';
import { COMPLETION_TRIGGERS, toCompletionList, withDocs } from './completion.ts';
import { CHECK_FAILED, toDiagnostic, toDiagnostics } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { formattedUnlessGenerated, remarksOf, toTextEdits } from './formatting.ts';
import type { Guard } from './guard.ts';
import { NAVIGATION } from './navigation-questions.ts';
import { ProtocolError } from './protocol-error.ts';
import { row, rowAboutAll, type Served } from './question.ts';
import type { Session } from './session.ts';
import { VIEW } from './view-questions.ts';
import { WORKSPACE_DIAGNOSTICS } from './workspace-diagnostics.ts';

const QUESTIONS: readonly Served[] = [
  row({
    method: DocumentDiagnosticRequest.method,
    capabilities: ({ client, pullsWorkspace }) =>
      client.pullsDiagnostics && {
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: pullsWorkspace },
      },
    ask: ({ config, project, resultId }, { previousResultId }: DocumentDiagnosticParams) =>
      resultId === previousResultId ? undefined : ratedDiagnostics(config, project),
    translate: toReport,
    notOpen: { kind: DocumentDiagnosticReportKind.Full, items: [] },
    // After an error, clients go on showing what they have.
    failed: ({ resultId }): DocumentDiagnosticReport => ({
      kind: DocumentDiagnosticReportKind.Full,
      resultId,
      items: [CHECK_FAILED],
    }),
  }),
  row({
    method: CompletionRequest.method,
    capabilities: () => ({
      completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
    }),
    prepare: refsKnown,
    ask: ({ config, uri }, { position, context }: CompletionParams, session) => {
      const { localRepositories, settings } = session;
      const { offers, isIncomplete } = completions(config, position, {
        now: Date.now(),
        localRefs: localRepositories.of(uri, settings),
        ...(context?.triggerCharacter !== undefined && { typed: context.triggerCharacter }),
      });
      return { offers, isIncomplete: isIncomplete || localRepositories.isReading };
    },
    translate: (answer, { uri }, session) => toCompletionList(answer, uri, session),
    notOpen: { isIncomplete: false, items: [] },
  }),
  rowAboutAll({
    method: CompletionResolveRequest.method,
    ask: (item: CompletionItem, documents, session) =>
      withDocs(item, documents, session, Date.now()),
  }),
  row({
    method: HoverRequest.method,
    capabilities: () => ({ hoverProvider: true }),
    prepare: refsKnown,
    ask: ({ config, uri }, { position }: HoverParams, session) => {
      const end = performance.now() + MAX_HOVER_MS;
      return hover(config, position, {
        now: Date.now(),
        zone: session.timeZone,
        localRefs: session.localRepositories.of(uri, session.settings),
        isLate: () => performance.now() > end,
      });
    },
    translate: (found, _, { client }): LspHover | null =>
      found
        ? { contents: { kind: hoverFormat(client), value: found.markdown }, range: found.range }
        : null,
    notOpen: null,
  }),
  row({
    method: DocumentFormattingRequest.method,
    capabilities: () => ({ documentFormattingProvider: true }),
    ask: ({ config }, _: DocumentFormattingParams, session) =>
      formattedUnlessGenerated(config, session, () => formatDocument(config)),
    translate: toTextEdits,
    remarks: remarksOf,
    notOpen: [],
  }),
  row({
    method: DocumentRangeFormattingRequest.method,
    capabilities: () => ({ documentRangeFormattingProvider: true }),
    ask: ({ config }, { range }: DocumentRangeFormattingParams, session) =>
      formattedUnlessGenerated(config, session, () => formatRange(config, range)),
    translate: toTextEdits,
    remarks: remarksOf,
    notOpen: [],
  }),
  row({
    method: DocumentOnTypeFormattingRequest.method,
    capabilities: () => ({
      documentOnTypeFormattingProvider: {
        firstTriggerCharacter: TYPED[0],
        moreTriggerCharacter: TYPED.slice(1),
      },
    }),
    ask: ({ config }, { position, ch }: DocumentOnTypeFormattingParams) =>
      formatOnType(config, position, ch),
    translate: toTextEdits,
    notOpen: [],
  }),
  row({
    method: RUN_METHODS.run,
    ask: ({ config, uri }, { id }: RunRequest, { runsHere }): RunAnswer | null =>
      runAnswer(config, id, { runsHere, origin: { revision: '', revisionUrl: uri } }),
    translate: (answer) => answer,
    notOpen: null,
  }),
  row({
    method: RUN_METHODS.jobs,
    ask: ({ config }, { position }: JobsRequest, { runsHere }): JobChoices | null =>
      jobChoices(config, position, runsHere),
    translate: (choices) => choices,
    notOpen: null,
  }),
  row({
    method: RUN_METHODS.jobRange,
    ask: ({ config }, { id }: RunRequest) => jobRange(config, id),
    translate: (range): RunLens['range'] | null => range ?? null,
    notOpen: null,
  }),
  row({
    method: SAVED_METHODS.finding,
    ask: ({ config }, { bytes }: SavedRequest) => savedFinding(config, base64(bytes)),
    translate: (finding, { uri }, session): Diagnostic | null =>
      finding ? toDiagnostic(finding, uri, session) : null,
    notOpen: null,
  }),
  row({
    method: CodeActionRequest.method,
    capabilities: ({ client }) => client.takesCodeActions && CODE_ACTION_PROVIDER,
    ask: ({ config }, { range, context }: CodeActionParams) => ({
      actions: codeActions(config, range, context.only),
      diagnostics: context.diagnostics,
    }),
    translate: toCodeActions,
    notOpen: [],
  }),
  rowAboutAll({
    method: CodeActionResolveRequest.method,
    ask: (action: CodeAction, documents, session) => withEdits(action, documents, session),
  }),
  WORKSPACE_DIAGNOSTICS,
  ...NAVIGATION,
  ...VIEW,
  rowAboutAll({
    method: UNOPENED_METHODS.check,
    ask: ({ uri, bytes }: UnopenedRequest, documents, session): Diagnostic[] =>
      toDiagnostics(documents.diagnosticsOf(uri, base64(bytes)), uri, session),
  }),
];

/** Answers every request of the table. */
export function serveQuestions(
  connection: Connection,
  guard: Guard,
  documents: Documents,
  session: () => Session,
): void {
  for (const question of QUESTIONS) question.serve(connection, guard, documents, session);
}

/** What the rows of the table offer to this client. */
export function questionCapabilities(session: Session): ServerCapabilities {
  return Object.assign({}, ...QUESTIONS.map(({ capabilities }) => capabilities(session)));
}

/** What takes longer to be told is left out. */
const MAX_HOVER_MS = 100;

/** The refs of the repository that a cursor among refs is about. */
function refsKnown(
  { config, uri }: OpenDocument,
  { position }: TextDocumentPositionParams,
  { localRepositories, settings }: Session,
): Promise<void> | undefined {
  if (settings.hosts.size === 0) return undefined;
  const repo = repoOfRefsAt(config, position);
  return repo === undefined ? undefined : localRepositories.refresh(uri, repo, settings);
}

function hoverFormat({ markdownHovers }: Session['client']): MarkupKind {
  return markdownHovers ? MarkupKind.Markdown : MarkupKind.PlainText;
}

function base64(bytes: unknown): Uint8Array {
  if (typeof bytes !== 'string') throw new ProtocolError('no bytes');
  return Buffer.from(bytes, 'base64');
}

/** @param shown undefined if it is what the client has */
function toReport(
  shown: ShownDiagnostics | undefined,
  { uri, resultId }: OpenDocument,
  session: Session,
): DocumentDiagnosticReport {
  if (!shown) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  const items = toDiagnostics(shown, uri, session);
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
