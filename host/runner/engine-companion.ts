// What runs beside an engine on this machine, and speaks to it.

import type { LogLine } from '../../src/engine/listener.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import type { PubsubMessage } from '../../src/task/manager.ts';

/** Of an engine, what its companion may use. */
export interface EngineDoor {
  /** See `Engine.publish`. */
  publish(topic: string, message: PubsubMessage): Promise<void>;
  /** See `Engine.appendLog`. */
  appendLog(id: InvocationId, lines: readonly LogLine[]): Promise<void>;
}

export interface EngineCompanion {
  /** From now on this engine is the one: there is another one when another process has given up its file. */
  attach(engine: EngineDoor): void;
  /** Ends what it has running. Resolves when it has ended; the engine runs until then. */
  close(): Promise<void>;
}
