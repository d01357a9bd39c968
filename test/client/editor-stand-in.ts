// A stand-in for the module `vscode`, which exists in an extension host alone: what a test sets, and what was shown.
// Import it before what needs it, and that by `await import`. The suites in test/editor and test/e2e have the real one.

import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: import.meta.url, shortCircuit: true }
      : next(specifier, context),
});

/** What a test sets. */
export const workspace = {
  isTrusted: true,
  workspaceFolders: undefined as readonly object[] | undefined,
  asRelativePath: String,
  files: [] as readonly object[],
  /** Of every file; there is none to be read if this is undefined. */
  content: undefined as string | undefined,
  fs: {
    readFile: async (uri: object) => {
      told.push(`read: ${uri}`);
      if (workspace.content === undefined) throw new Error('no such file');
      return Buffer.from(workspace.content);
    },
  },
  decode: async (bytes: Uint8Array) => String(bytes),
  findFiles: async () => workspace.files,
  openTextDocument: openDocument,
  registerTextDocumentContentProvider: () => ({ dispose: () => {} }),
  getConfiguration: () => ({
    get: (name: string, otherwise: unknown) => settings[name] ?? otherwise,
  }),
};

/** What a test sets, by names without the prefix. */
export const settings: Record<string, unknown> = {};

/** What was shown or done, in order. */
export const told: string[] = [];

/** What the user does: the button that is pressed on messages, the item that is picked by its label, the folder that is chosen. */
export const user: {
  presses: string | undefined;
  picks?: string | undefined;
  chooses?: string | undefined;
} = { presses: undefined };

/** @public what the extension calls */
export const window = {
  showErrorMessage: show('error'),
  showWarningMessage: show('warning'),
  showInformationMessage: show('information'),
  showQuickPick: async (items: readonly { readonly label: string }[]) => {
    told.push(`pick: ${items.map(({ label }) => label).join(', ')}`);
    return items.find(({ label }) => label === user.picks);
  },
  showOpenDialog: async () => user.chooses && [Uri.file(user.chooses)],
  showTextDocument: async (uri: object) => {
    told.push(`show: ${uri}`);
    const editor = { document: { uri }, selection: { active: new Position(3, 0) } };
    window.activeTextEditor = editor;
    return editor;
  },
  activeTextEditor: undefined as object | undefined,
  visibleTextEditors: [] as object[],
  registerWebviewViewProvider: (name: string, provider: ViewProvider) => {
    viewProviders.set(name, provider);
    return { dispose: () => viewProviders.delete(name) };
  },
  onDidChangeTextEditorVisibleRanges: (listener: (event: object) => void) => {
    scrolls.add(listener);
    return { dispose: () => scrolls.delete(listener) };
  },
};

interface ViewProvider {
  resolveWebviewView(view: unknown): Promise<void>;
}

/** What the extension has registered, by the names of the views. */
export const viewProviders = new Map<string, ViewProvider>();

/** Whom to tell of an editor that has been scrolled. */
export const scrolls = new Set<(event: object) => void>();

/** What the extension has registered, by their names. */
export const registered = new Map<string, (...args: unknown[]) => unknown>();

/** @public what the extension calls */
export const commands = {
  registerCommand: (name: string, command: (...args: unknown[]) => unknown) => {
    registered.set(name, command);
    return { dispose: () => registered.delete(name) };
  },
  executeCommand: async (name: string) => void told.push(`command: ${name}`),
};

/** @public what the extension calls */
export const Uri = {
  file: (fsPath: string) => ({ fsPath }),
  joinPath: ({ fsPath }: { readonly fsPath: string }, name: string) =>
    Uri.file(`${fsPath}/${name}`),
};

/** @public what the extension calls */
export class EventEmitter {
  dispose(): void {}
}

/** @public what the extension calls */
export const env = {
  clipboard: { writeText: async (text: string) => void told.push(`clipboard: ${text}`) },
};

/** @public what the extension calls */
export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

/** @public what the extension calls */
export class Selection {
  readonly anchor: Position;
  readonly active: Position;

  constructor(anchor: Position, active: Position) {
    this.anchor = anchor;
    this.active = active;
  }
}

/** What the extension has registered, by their types. */
export const taskProviders = new Map<string, unknown>();

/** @public what the extension calls */
export const tasks = {
  registerTaskProvider: (type: string, provider: unknown) => void taskProviders.set(type, provider),
};

/** @public what the extension calls */
export const TaskGroup = { Build: 'build' };

/** @public what the extension calls */
export class ProcessExecution {
  readonly process: string;
  readonly args: readonly string[];
  readonly options: object;

  constructor(process: string, args: readonly string[], options: object) {
    this.process = process;
    this.args = args;
    this.options = options;
  }
}

/** @public what the extension calls */
export class Task {
  readonly definition: object;
  readonly scope: unknown;
  readonly name: string;
  readonly execution: unknown;

  constructor(
    definition: object,
    scope: unknown,
    name: string,
    _source: string,
    execution: unknown,
  ) {
    this.definition = definition;
    this.scope = scope;
    this.name = name;
    this.execution = execution;
  }
}

async function openDocument(uri: unknown): Promise<{ readonly uri: unknown }> {
  told.push(`open: ${uri}`);
  return { uri };
}

function show(kind: string) {
  return async (message: string): Promise<string | undefined> => {
    told.push(`${kind}: ${message}`);
    return user.presses;
  };
}
