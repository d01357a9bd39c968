// Code lenses and inlay hints as LSP has them.

import { type CodeLens, InlayHintKind, type InlayHint as LspHint } from 'vscode-languageserver';
import type {
  EntryLens,
  HintKind,
  InlayHint,
  LensAction,
  RunLens,
} from '../src/language/language.ts';
import type { Range } from '../src/text/range.ts';

/** The command is the client's: `luciScheduler.runJob` with the document's uri and the entry's id. */
export function toRunLenses(lenses: readonly RunLens[], uri: string): CodeLens[] {
  return lenses.map(({ range, title, jobId }) => ({
    range,
    command: { title, command: 'luciScheduler.runJob', arguments: [uri, jobId] },
  }));
}

/** The commands are the client's, with the document's uri and the position to go to, or the entry's id and its start. */
export function toEntryLenses(lenses: readonly EntryLens[], uri: string): CodeLens[] {
  return lenses.map(({ range, title, action, id }) => ({
    range,
    command: {
      title,
      command: COMMANDS[action.kind],
      arguments: argumentsOf(action, uri, id, range),
    },
  }));
}

function argumentsOf(action: LensAction, uri: string, id: string, range: Range): unknown[] {
  switch (action.kind) {
    case 'open':
      return [action.url];
    case 'hover':
      return [uri, action.position];
    default:
      return [uri, id, range.start];
  }
}

const COMMANDS: Readonly<Record<LensAction['kind'], string>> = {
  hover: 'luciScheduler.showSchedule',
  'triggered-by': 'luciScheduler.showTriggering',
  triggers: 'luciScheduler.showTriggered',
  open: 'vscode.open',
};

export function toInlayHints(hints: readonly InlayHint[]): LspHint[] {
  return hints.map(({ position, label, kind }) => ({
    position,
    label,
    kind: HINT_KINDS[kind],
    paddingLeft: true,
  }));
}

const HINT_KINDS: Readonly<Record<HintKind, InlayHintKind>> = {
  nextRun: InlayHintKind.Type,
  defaults: InlayHintKind.Parameter,
  triggerCounts: InlayHintKind.Type,
};
