// The kinds of task a host knows.

import { type MessageType, type Schema, type SchemaExtension, schema } from '../schema/schema.ts';
import type { CodeTable } from '../text/code-table.ts';
import type { Manager } from './manager.ts';

/** Looks Managers up by message type (definitions) and by name (notifications). */
export class ManagerRegistry {
  readonly #byMessageType = new Map<string, Manager>();
  readonly #byName = new Map<string, Manager>();
  #schema: Schema = schema;

  /**
   * Adds a kind of task.
   * @param extension its message, and the field of this type in `scheduler.config.TaskDefWrapper` and in the kinds of
   *   entry that may have such a task, if the schema of this program does not have them
   *
   * Throws if a name, a message type, a field or its number is taken: that is a programming error of the caller.
   */
  register<Task>(manager: Manager<Task>, extension?: SchemaExtension): this {
    if (this.#byName.has(manager.name)) {
      throw new Error(`a Manager named ${manager.name} is already registered`);
    }
    if (this.#byMessageType.has(manager.messageType)) {
      throw new Error(`${manager.messageType} already has a Manager`);
    }
    if (extension) this.#schema = this.#schema.extended(extension);
    // The registry only ever pairs a Manager with messages of its own messageType.
    const erased = manager as unknown as Manager;
    this.#byName.set(manager.name, erased);
    this.#byMessageType.set(manager.messageType, erased);
    return this;
  }

  /** @param messageType full name, such as `scheduler.config.NoopTask` */
  byMessageType(messageType: string): Manager | undefined {
    return this.#byMessageType.get(messageType);
  }

  byName(name: string): Manager | undefined {
    return this.#byName.get(name);
  }

  /** The type of a config file as a whole, with a field in its entries for each kind of task. */
  get projectConfig(): MessageType {
    return this.#schema.messageType('scheduler.config.ProjectConfig');
  }

  /** What is stored of an entry's task: a message with one field for each kind. */
  get taskDefWrapper(): MessageType {
    return this.#schema.messageType('scheduler.config.TaskDefWrapper');
  }

  /** The kinds of task by the name of their field, such as `url_fetch`, in the order of the schema. */
  kinds(): ReadonlyMap<string, Manager> {
    const kinds = new Map<string, Manager>();
    for (const { name, type } of this.taskDefWrapper.fields) {
      const manager = type.kind === 'message' && this.byMessageType(type.message.fullName);
      if (manager) kinds.set(name, manager);
    }
    return kinds;
  }

  /** Names of the task fields, such as `url_fetch`, whose tasks it knows how to run. */
  taskFields(): ReadonlySet<string> {
    return new Set(this.kinds().keys());
  }

  /** Whether one of the Managers may report the code. */
  hasCode(code: string): boolean {
    return [...this.#byName.values()].some(({ codes }) => Object.hasOwn(codes, code));
  }

  /** Every code that the Managers may report. */
  codes(): CodeTable {
    return Object.assign({}, ...[...this.#byName.values()].map(({ codes }) => codes));
  }
}
