// The configs that the client has open.

import type {
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver';
import {
  type ConfigDocument,
  type ConfigSettings,
  NO_PROJECT_FILE,
  openConfig,
  type ProjectFile,
  ratedShown,
  type SchemaRoot,
  type ShownDiagnostics,
  unopenedDiagnostics,
  withProjectFile,
} from '../src/language/language.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { restMs } from './at-rest.ts';
import { ProtocolError } from './protocol-error.ts';
import { isRange } from './range-param.ts';

export interface OpenDocument {
  readonly uri: string;
  /** As the client counts; what diagnostics are published for. */
  readonly version: number;
  readonly config: ConfigDocument;
  /** What the project's own settings file says; `config` obeys it, but for the severity of findings. */
  readonly project: ProjectFile;
  /** Unequal for any two states of any document, within one server. */
  readonly resultId: string;
}

/** New text in place of a range, or without one in place of the whole text. */
interface TextChange {
  readonly range?: Range;
  readonly text: string;
}

/** Tells this server from those before it. */
const STARTED = `${process.pid}.${Date.now()}`;

/** Open documents by uri, kept in step with the client by its notifications. */
export class Documents {
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #registry: ManagerRegistry;
  readonly #onRecovery: (error: unknown) => void;
  readonly #projectFileOf: (uri: string) => ProjectFile;
  #settings: ConfigSettings;
  #states = 0;
  #readings = 0;
  readonly #restsAt = new Map<string, number>();
  /** How long the texts were when the client last sent them whole, in UTF-16 units. */
  readonly #lengths = new Map<string, number>();

  /**
   * @param onRecovery told of a mistake of ours in following an edit, which did no harm
   * @param projectFileOf the settings file of the project that a document belongs to, as it is now
   */
  constructor(
    registry: ManagerRegistry,
    settings: ConfigSettings,
    onRecovery: (error: unknown) => void,
    projectFileOf: (uri: string) => ProjectFile = () => NO_PROJECT_FILE,
  ) {
    this.#registry = registry;
    this.#settings = settings;
    this.#onRecovery = onRecovery;
    this.#projectFileOf = projectFileOf;
  }

  /** What findings depend on beside texts: another one whenever that may have changed, and in each server. */
  get settingsId(): string {
    return `${STARTED} ${this.#readings}`;
  }

  /** The type of a whole config, with the fields of all kinds of task. */
  get projectConfig(): SchemaRoot {
    return this.#registry.projectConfig;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }

  /** When it is at rest if the client does not change it any more, as `performance.now` counts; undefined if it is. */
  restsAt(uri: string): number | undefined {
    return this.#restsAt.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#byUri.values()];
  }

  /** A document that is already open is replaced. */
  open({ uri, version, text }: TextDocumentItem): OpenDocument {
    if (typeof text !== 'string') throw new ProtocolError(`no text for ${uri}`);
    const project = this.#projectFileOf(uri);
    this.#restsAt.delete(uri);
    this.#lengths.set(uri, text.length);
    return this.#put(uri, version, this.#parse(text, project), project);
  }

  /**
   * Applies the changes in order, or none of them: throws a ProtocolError if the document is not open or a
   * range makes no sense. A range past the end of a line or of the text is clamped; a change without a range
   * is the whole text.
   */
  change(
    { uri, version }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument {
    const open = this.#byUri.get(uri);
    if (!open) throw new ProtocolError(`${uri} is not open`);
    const parsed = Array.isArray(changes) ? changes.map(parseChange) : [undefined];
    if (!parsed.every((change) => change !== undefined)) {
      throw new ProtocolError(`a change to ${uri} is malformed; none of the changes was applied`);
    }
    const { project } = open;
    this.#restsAt.set(uri, performance.now() + restMs(this.#lengths.get(uri) ?? 0));
    let { config } = open;
    for (const { range, text } of parsed) {
      if (range) config.edit(range, text);
      else config = this.#parse(text, project);
    }
    return this.#put(uri, version, config, project);
  }

  /** True if it was open. */
  close(uri: string): boolean {
    this.#restsAt.delete(uri);
    this.#lengths.delete(uri);
    return this.#byUri.delete(uri);
  }

  /** Reads every document again, by other settings and what settings files say now. Keeps text and versions. */
  setSettings(settings: ConfigSettings): void {
    this.#settings = settings;
    this.readAgain();
  }

  /** The same by the same settings. */
  readAgain(): void {
    this.#readings++;
    for (const { uri, version, config } of this.all()) {
      const project = this.#projectFileOf(uri);
      this.#put(uri, version, this.#parse(config.text, project), project);
    }
  }

  /** A config that is not open, and will not be. */
  read(text: string): ConfigDocument {
    return this.#parse(text, NO_PROJECT_FILE);
  }

  /** What there is to show of a config with these bytes that is not open. */
  diagnosticsOf(uri: string, bytes: Uint8Array): ShownDiagnostics {
    const project = this.#projectFileOf(uri);
    const settings = withProjectFile(this.#settings, project);
    return ratedShown(unopenedDiagnostics(bytes, settings, this.#registry), project);
  }

  #parse(text: string, project: ProjectFile): ConfigDocument {
    return openConfig(
      text,
      withProjectFile(this.#settings, project),
      this.#registry,
      this.#onRecovery,
    );
  }

  #put(uri: string, version: number, config: ConfigDocument, project: ProjectFile): OpenDocument {
    const document = { uri, version, config, project, resultId: String(++this.#states) };
    this.#byUri.set(uri, document);
    return document;
  }
}

/** What a change says; undefined if it makes no sense. */
function parseChange(change: unknown): TextChange | undefined {
  if (typeof change !== 'object' || change === null) return undefined;
  if (!('text' in change) || typeof change.text !== 'string') return undefined;
  const { text } = change;
  // Clients in languages without undefined send null.
  const range = ('range' in change ? change.range : undefined) ?? undefined;
  if (range === undefined) return { text };
  return isRange(range) ? { range, text } : undefined;
}
