// What builds write, on its way into the logs of the invocations that have started them.

import type { LogLine } from '../../src/engine/listener.ts';
import type { Build } from '../../src/schema/generated/messages.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import type { Clock } from '../../src/task/world.ts';

/** Takes lines for the log of an invocation (`Engine.appendLog`). */
export type AppendLog = (id: InvocationId, lines: readonly LogLine[]) => Promise<void>;

/** How long lines are collected, in milliseconds: each time costs a transaction. */
const INTERVAL_MS = 100;

/** So many lines of an invocation wait at most; a program that writes more than the store takes loses the oldest. */
const MAX_WAITING = 10_000;

export class BuildLog {
  readonly #clock: Clock;
  readonly #append: AppendLog;
  readonly #waiting = new Map<InvocationId, LogLine[]>();
  #timer: Promise<void> | undefined;
  /** Settles when what was taken before is stored, or lost. */
  #storing: Promise<void> = Promise.resolve();

  constructor(clock: Clock, append: AppendLog) {
    this.#clock = clock;
    this.#append = append;
  }

  /** A line of a build's. Nothing happens if no invocation has asked for the build. */
  add(build: Build, text: string): void {
    const id = invocationOf(build);
    if (id === undefined) return;
    const lines = this.#waiting.get(id) ?? [];
    lines.push({ time: this.#clock.now(), text });
    if (lines.length > MAX_WAITING) lines.splice(0, lines.length - MAX_WAITING);
    this.#waiting.set(id, lines);
    this.#timer ??= this.#clock
      .sleep(INTERVAL_MS)
      .catch(() => {})
      .then(() => this.flush());
  }

  /** Resolves when all lines so far are stored. Never rejects: what cannot be stored is lost, as its invocation may be. */
  flush(): Promise<void> {
    this.#timer = undefined;
    const taken = [...this.#waiting];
    this.#waiting.clear();
    this.#storing = this.#storing.then(async () => {
      for (const [id, lines] of taken) await this.#append(id, lines).catch(() => {});
    });
    return this.#storing;
  }
}

/** By the tag that every build of the scheduler has (managers.md 5.1). */
function invocationOf({ tags }: Build): InvocationId | undefined {
  const value = tags.find(({ key }) => key === 'scheduler_invocation_id')?.value ?? '';
  return /^\d{1,19}$/.test(value) ? (BigInt(value) as InvocationId) : undefined;
}
