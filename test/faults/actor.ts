// The Manager of generated tasks: keeps to the contract, and writes down all that it says and does.

import type { Controller } from '../../src/task/controller.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import type { Manager } from '../../src/task/manager.ts';
import { TaskError } from '../../src/task/task-error.ts';
import type { Clock } from '../../src/task/world.ts';
import { scriptedManager } from '../engine/engine-fixture.ts';
import type { FakeService } from './fake-service.ts';
import { type TaskScript, taskScript } from './task-script.ts';

/** A line that a call of the Manager has said; no other line has its number. */
export interface SaidLine {
  readonly number: number;
  readonly call: number;
}

/** What the Managers of all lives share. */
export interface ActorsWorld {
  readonly seed: number;
  readonly keepsOrder: boolean;
  readonly service: FakeService;
  /** How long a second of a script takes, in seconds. */
  readonly timeScale: number;
  /** The number of a call; no other one has it. */
  readonly newCall: () => number;
  /** Writes down that the call says a line. Returns the line's number. */
  readonly newLine: (call: number) => number;
}

/** What `State.taskData` says. */
export interface Progress {
  /** How many of its timers it has handled. */
  readonly step: number;
  /** The call that has saved last, and how many lines it had said by then. */
  readonly call: number;
  readonly lines: number;
}

export function readProgress(taskData: Uint8Array): Progress | undefined {
  if (taskData.length === 0) return undefined;
  return JSON.parse(new TextDecoder().decode(taskData)) as Progress;
}

/** The text of a line, which no other line's text contains. */
export function textOfLine(number: number): string {
  return `line #${number}.`;
}

/** @param step of the process, which may die there */
export function actor(world: ActorsWorld, clock: Clock, step: () => Promise<void>): Manager {
  return scriptedManager({
    launchTask: async (ctl, signal) => {
      const call = new Call(world, ctl);
      await call.begin('launch', call.script.launch, clock, step, signal);
      call.goOn(0);
      await call.save(call.script.launch.savesAfter, step);
      call.throwIfAtEnd(0);
    },
    handleTimer: async (ctl, title) => {
      const call = new Call(world, ctl);
      const number = Number(title);
      if (Number.isNaN(number)) {
        await step();
        call.say();
        call.perform(`extra ${title}`, '');
        call.keepProgress(call.progress.step);
        return;
      }
      const script = call.script.timers[number];
      if (!script) throw new Error(`there is no timer ${number}`);
      await call.begin(`timer ${number}`, script, clock, step);
      call.goOn(number + 1);
      await call.save(script.savesAfter, step);
      call.throwIfAtEnd(number + 1);
    },
    abortTask: async (ctl) => {
      const call = new Call(world, ctl);
      await step();
      call.say();
      call.refuse('abort', call.script.abortRefusals);
      call.perform('abort', '');
      await step();
    },
  });
}

class Call {
  readonly script: TaskScript;
  /** What was saved when the call began. */
  readonly progress: Progress;
  readonly #world: ActorsWorld;
  readonly #ctl: Controller<unknown>;
  readonly #id: InvocationId;
  readonly #number: number;
  #lines = 0;

  constructor(world: ActorsWorld, ctl: Controller<unknown>) {
    this.#world = world;
    this.#ctl = ctl;
    this.#id = ctl.invocationId();
    this.#number = world.newCall();
    this.script = taskScript(world.seed, ctl.jobId(), ctl.request(), world.keepsOrder);
    this.progress = readProgress(ctl.state().taskData) ?? { step: -1, call: 0, lines: 0 };
  }

  /** What comes before the outcome of the call is known. */
  async begin(
    name: string,
    { refusals, hangs, pauseMs, savesBefore }: TaskScript['launch'],
    clock: Clock,
    step: () => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    await step();
    this.say();
    const { step: done } = this.progress;
    // A repetition after a save of its own knows of itself; one after it was handled knows more than that.
    this.perform(name, name === 'launch' ? '' : `after step ${done}`);
    await step();
    if (hangs && this.#world.service.contact(`${this.#id} ${name} hangs`) === 0) {
      await clock.sleep(3_600_000, signal);
    }
    this.refuse(name, refusals);
    if (pauseMs > 0) await clock.sleep(pauseMs * this.#world.timeScale, signal);
    // The first save uses the timer up, so that what is to come after it must not be lost with the call.
    if (savesBefore && name === 'launch') {
      this.say();
      this.keepProgress(done);
      await this.#ctl.save();
      await step();
    }
  }

  /** Emits, ends or sets the next timer. */
  goOn(step: number): void {
    const { launch, timers, end, key } = this.script;
    const { timeScale } = this.#world;
    const { emits, addsTimer } = (step === 0 ? launch : timers[step - 1]) ?? launch;
    for (let i = 0; i < emits; i++) this.#ctl.emitTrigger({ id: `${key} > ${step}.${i}` });
    if (step < timers.length) {
      this.#ctl.state().status = 'RUNNING';
      this.#ctl.addTimer(timeScale * (1000 + 1237 * (step + 1)), String(step));
      if (addsTimer) this.#ctl.addTimer(timeScale * (500 + 1931 * (step + 1)), `after ${step}`);
    } else if (end !== 'throws') {
      this.#ctl.state().status = end;
    }
    this.say();
    this.keepProgress(step);
  }

  throwIfAtEnd(step: number): void {
    if (step < this.script.timers.length || this.script.end !== 'throws') return;
    throw new Error('the task is broken');
  }

  async save(wanted: boolean, step: () => Promise<void>): Promise<void> {
    // Who is about to throw must not have saved that it goes on.
    if (!wanted || this.script.end === 'throws') return;
    await this.#ctl.save();
    await step();
    this.say();
  }

  say(): void {
    const number = this.#world.newLine(this.#number);
    this.#lines++;
    this.#ctl.debugLog(textOfLine(number));
  }

  perform(name: string, content: string): void {
    const requestId = `${this.#id} ${name}`;
    this.#world.service.perform({ requestId, invocationId: this.#id, content });
  }

  refuse(name: string, times: number): void {
    if (this.#world.service.contact(`${this.#id} ${name}`) >= times) return;
    throw new TaskError('transient', 'the service is not there');
  }

  keepProgress(step: number): void {
    const progress: Progress = { step, call: this.#number, lines: this.#lines };
    this.#ctl.state().taskData = new TextEncoder().encode(JSON.stringify(progress));
  }
}
