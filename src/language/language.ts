// The door of the language room: the questions that an editor can ask about a config, one function each.
//
// Nobody outside looks behind it. A question takes a document, and a position or an id where it is about one; answers
// are plain data with ranges as LSP has them.

export type { ConfigEntry } from '../config/document/config-entry.ts';
export type { Finding, RelatedPlace } from '../config/finding.ts';
export { FINDING_CODES, isLintCode, LINTS } from '../config/finding-codes.ts';
export { type FindingCounts, noFindings, SEVERITIES } from '../config/finding-counts.ts';
export { DEFAULT_CROWDED_MINUTE_LIMIT } from '../config/lints/lint-options.ts';
export type { MessageType as SchemaRoot } from '../schema/schema.ts';
export { isZone } from '../text/zoned-date.ts';
export {
  type Call,
  type CallItem,
  callItems,
  incomingCalls,
  outgoingCalls,
} from './call-hierarchy.ts';
export {
  CODE_ACTION_KINDS,
  type ConfigAction,
  codeActions,
  type LargeAction,
  resolveAction,
} from './code-actions.ts';
export { codeLenses, type RunLens } from './code-lenses.ts';
export { type Completions, completions } from './completion/completions.ts';
export { hasStops, plainText, snippetText } from './completion/insertion.ts';
export type { Offer } from './completion/offer.ts';
export {
  type ConfigDocument,
  type ConfigSettings,
  DEFAULT_PROJECT_ID,
  openConfig,
} from './config-document.ts';
export { type DefinitionPlace, definition } from './definition.ts';
export {
  diagnostics,
  eachDiagnostic,
  type ShownDiagnostics,
  shownDiagnostics,
} from './diagnostics.ts';
export { documentLinks } from './document-links.ts';
export { documentSymbols, type EntrySymbol } from './document-symbols.ts';
export {
  type EntryLens,
  entryLenses,
  LENS_METHODS,
  type LensAction,
  type LensRequest,
  triggeredPlaces,
  triggeringPlaces,
} from './entry-lenses.ts';
export { fixedText } from './fix-text.ts';
export { folds } from './folding.ts';
export { formatDocument } from './formatting/document-formatting.ts';
export type { FormatAnswer } from './formatting/format-answer.ts';
export { isGenerated } from './formatting/generated.ts';
export { formatOnType, TYPED } from './formatting/on-type-formatting.ts';
export { formatRange } from './formatting/range-formatting.ts';
export { type FormattedText, formatText } from './formatting/text-formatting.ts';
export { generatedLine } from './generated-file.ts';
export { hover } from './hover/hover.ts';
export { idHover } from './hover/id-hover.ts';
export { type HintKind, type InlayHint, inlayHints } from './inlay-hints.ts';
export { type JobChoice, type JobChoices, jobChoices, jobRange } from './job-choices.ts';
export { linkedRanges, NAME_PATTERN } from './linked-editing.ts';
export { type LocalRefs, type LocalRefsOf, repoOfRefsAt } from './local-refs.ts';
export {
  NO_PROJECT_FILE,
  PROJECT_FILE,
  type ProjectFile,
  parseProjectFile,
  rated,
  ratedDiagnostics,
  ratedShown,
  withProjectFile,
} from './project-file.ts';
export { type Highlight, highlights, references } from './references.ts';
export { NOT_RENAMABLE, type Renamable, type Renaming, renamable, rename } from './rename.ts';
export { idsInWords, type RunRefusal, runRefusal } from './run-refusal.ts';
export {
  definitionFromJson,
  type JobsRequest,
  RUN_METHODS,
  type RunAnswer,
  type RunRequest,
  runAnswer,
} from './run-request.ts';
export { runTarget } from './run-target.ts';
export { SAVED_METHODS, type SavedRequest, savedFinding } from './saved-finding.ts';
export { docOfKey } from './schema-docs.ts';
export { SCHEMA_METHODS, SCHEMA_URI, schemaText } from './schema-document.ts';
export { selectionRanges } from './selection-ranges.ts';
export {
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  type TokenChunk,
  tokenChunks,
  tokenData,
  tokenEdit,
} from './semantic-tokens.ts';
export { type StarlarkPlaces, starlarkPlaces } from './starlark/starlark-definitions.ts';
export { type OverviewEntry, triggerOverview } from './trigger-overview.ts';
export { triggeredJobs } from './triggered-jobs.ts';
export {
  UNOPENED_METHODS,
  type UnopenedRequest,
  unopenedDiagnostics,
} from './unopened-config.ts';
export { MAX_WORKSPACE_SYMBOLS, matchingSymbols } from './workspace-symbols.ts';
