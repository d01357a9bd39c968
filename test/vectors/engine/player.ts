// Plays a scenario on the engine, on a virtual clock.

import { hmacSha256 } from '../../../host/node/hmac.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { EngineError } from '../../../src/engine/engine-error.ts';
import { mintToken } from '../../../src/engine/pubsub/token.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import type { InvocationId, JobId } from '../../../src/task/ids.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { triggerFrom } from '../vector-trigger.ts';
import { resultOf, wordFor } from './action-result.ts';
import { definitionFrom } from './definition.ts';
import { Ordinals } from './ordinals.ts';
import { Recorder } from './recorder.ts';
import type { Scenario, ScenarioAction } from './scenario.ts';
import { ScriptedManager } from './scripted-manager.ts';

const CALLER = 'user:owner@example.com';

type MessageAction = Extract<ScenarioAction, { kind: 'notify' }>;

/** What became of an action of a scenario. */
interface ActionResult {
  readonly t_ms: number;
  readonly kind: string;
  result: string;
}

/** Our answer to a scenario, in the form of the service's; values that are empty may be there. */
export async function playScenario(scenario: Scenario) {
  const player = new Player(scenario);
  await player.play();
  return player.result();
}

class Player {
  readonly #scenario: Scenario;
  readonly #start: number;
  readonly #clock;
  readonly #ordinals = new Ordinals();
  readonly #recorder: Recorder;
  readonly #manager: ScriptedManager;
  readonly #engine: Engine;
  readonly #results: ActionResult[] = [];
  readonly #redeliveries: ActionResult[] = [];
  /** Messages being pushed, those within the handling of another behind it: to be told of a first try that failed. */
  readonly #pushes: ((error: unknown) => void)[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#start = scenario.start_unix_ms;
    this.#clock = virtualClock(this.#start);
    const now = () => this.#clock.now();
    this.#recorder = new Recorder({
      store: new MemoryStore({ strict: true }),
      ordinals: this.#ordinals,
      start: this.#start,
      now,
    });
    this.#manager = new ScriptedManager({
      scenario,
      ordinals: this.#ordinals,
      now: () => this.#now(),
      perform: (action) => this.#perform(action),
    });
    this.#engine = new Engine({
      world: virtualWorld(this.#clock),
      store: this.#recorder.store,
      registry: new ManagerRegistry().register(this.#manager),
      timing: serviceTiming,
      pubsub: { app: 'vectors', hmac: HMAC },
      listener: {
        invocationChanged: (invocation) => this.#recorder.invocationChanged(invocation),
        serviceLog: (message, error) => {
          if (message.includes('tried once more')) this.#pushes.pop()?.(error);
        },
      },
    });
  }

  async play(): Promise<void> {
    for (const action of this.#scenario.actions) {
      const { t_ms, kind } = action;
      const outcome: ActionResult = { t_ms, kind, result: 'not-reached' };
      this.#results.push(outcome);
      if (t_ms > this.#scenario.duration_ms) continue;
      await this.#runUntil(t_ms - 1);
      this.#clock.passTo(this.#start + t_ms);
      void this.#act(action, outcome);
      await this.#clock.settled();
    }
    await this.#runUntil(this.#scenario.duration_ms);
  }

  result() {
    const recorded = this.#recorder.result((jobId, inv) => this.#manager.callsFor(jobId, inv));
    return { actions: [...this.#results, ...this.#redeliveries], ...recorded };
  }

  #now(): number {
    return this.#clock.now() - this.#start;
  }

  /** Does what is due, but for the time in which the process is down. Milliseconds since the start. */
  async #runUntil(until: number): Promise<void> {
    const begin = this.#now();
    for (const [from, to] of this.#scenario.stalls ?? []) {
      if (to <= begin || from > until) continue;
      if (from > begin) await this.#deliverUntil(from - 1);
      this.#clock.passTo(this.#start + Math.min(to, until));
      if (to > until) return;
    }
    await this.#deliverUntil(until);
  }

  #deliverUntil(until: number): Promise<void> {
    return this.#engine.runUntil(this.#clock, this.#start + until, (time) =>
      this.#recorder.endOfInstant(time),
    );
  }

  async #act(action: ScenarioAction, outcome: ActionResult): Promise<void> {
    outcome.result = await this.#perform(action);
  }

  #perform(action: ScenarioAction): Promise<string> {
    return action.kind === 'notify' ? this.#push(action) : resultOf(() => this.#request(action));
  }

  /** Resolves when the message has been handled once; that it is tried again is told at the end. */
  async #push(action: MessageAction): Promise<string> {
    const first = Promise.withResolvers<string>();
    const failed = (error: unknown) => first.resolve(wordFor(error));
    this.#pushes.push(failed);
    void resultOf(() => this.#request(action)).then((result) => {
      const place = this.#pushes.indexOf(failed);
      if (place < 0) {
        this.#redeliveries.push({ t_ms: this.#now(), kind: 'notify-redelivery', result });
        return;
      }
      this.#pushes.splice(place, 1);
      first.resolve(result);
    });
    return first.promise;
  }

  async #request(action: ScenarioAction): Promise<void> {
    const engine = this.#engine;
    switch (action.kind) {
      case 'config':
        return engine.updateProjectJobs(
          this.#scenario.project,
          (action.jobs ?? []).map((job) => definitionFrom(this.#scenario.project, job)),
        );
      case 'emit':
        return engine.emitTriggers(jobIdFrom(action.job), this.#triggersOf(action));
      case 'pause':
        return engine.pauseJob(jobIdFrom(action.job), CALLER, action.reason ?? '');
      case 'resume':
        return engine.resumeJob(jobIdFrom(action.job), CALLER, action.reason ?? '');
      case 'abort_job':
        return engine.abortJob(jobIdFrom(action.job), CALLER);
      case 'abort_inv':
        return engine.abortInvocation(jobIdFrom(action.job), this.#idOf(action), CALLER);
      case 'notify':
        return this.#pushMessage(action);
      case 'invalidate':
        this.#manager.invalidate(action.versions ?? []);
    }
  }

  #triggersOf(action: Extract<ScenarioAction, { kind: 'emit' }>): readonly Trigger[] {
    const now = this.#clock.now();
    const onOurClock = (created: number | null | undefined) =>
      created === undefined || created === null ? now : this.#start + created;
    const written = (action.triggers ?? []).map((trigger) =>
      triggerFrom({ ...trigger, created_ms: onOurClock(trigger.created_ms) }, now),
    );
    const { bulk } = action;
    const rest = Array.from({ length: bulk?.count ?? 0 }, (_, k) => ({
      id: `${bulk?.prefix}${String((bulk?.from ?? 0) + k).padStart(5, '0')}`,
      created: onOurClock(bulk?.created_ms) + k,
      orderInBatch: 0,
      payload: { kind: 'webui' } as const,
    }));
    return [...written, ...rest];
  }

  async #pushMessage(action: MessageAction): Promise<void> {
    const invocationId = this.#ordinals.idOf(jobIdFrom(action.job), action.inv);
    if (invocationId === undefined) {
      // There is no message about none: the service was not asked.
      throw new EngineError('invocation-not-found', 'there is no such invocation yet');
    }
    const subject = { jobId: jobIdFrom(action.job), invocationId };
    const good = mintToken(subject, this.#clock.now(), HMAC);
    const bad = mintToken(subject, this.#clock.now(), hmacSha256(new Uint8Array(32).fill(1)));
    const tokens = { good, bad, none: '' };
    await this.#engine.pushNotification(action.manager || this.#manager.name, {
      messageId: '1',
      data: Buffer.from(action.data ?? '').toString('base64'),
      attributes: { token: tokens[action.token] },
    });
  }

  /** One that no Invocation has if there is none of that ordinal. */
  #idOf({ job, inv }: { readonly job: string; readonly inv: number }): InvocationId {
    return this.#ordinals.idOf(jobIdFrom(job), inv) ?? (1n as InvocationId);
  }
}

const HMAC = hmacSha256(new Uint8Array(32));

function jobIdFrom(written: string): JobId {
  return written as JobId;
}
