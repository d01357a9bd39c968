// The kinds of task a host knows.

import type { Manager } from './manager.ts';

/** Looks Managers up by message type (definitions) and by name (notifications). */
export class ManagerRegistry {
  readonly #byMessageType = new Map<string, Manager>();
  readonly #byName = new Map<string, Manager>();

  /** Throws if the name or the message type is taken: that is a programming error of the caller. */
  register<Task>(manager: Manager<Task>): this {
    if (this.#byName.has(manager.name)) {
      throw new Error(`a Manager named ${manager.name} is already registered`);
    }
    if (this.#byMessageType.has(manager.messageType)) {
      throw new Error(`${manager.messageType} already has a Manager`);
    }
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
}
