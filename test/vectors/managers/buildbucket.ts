// Answers about buildbucket tasks: launches, notifications, timers and aborts of one Invocation after the other.

import type { VirtualClock } from '../../../src/engine/virtual-clock.ts';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { decodeMessage, encodeMessage } from '../../../src/schema/codec.ts';
import { messageToJson } from '../../../src/schema/json.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import type { State } from '../../../src/task/controller.ts';
import type { Struct } from '../../../src/task/request.ts';
import { isFinal, type Status } from '../../../src/task/status.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/task/world.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { differences } from '../differences.ts';
import type { Comparison, Difference, Vector } from '../vector.ts';
import { triggerFrom, type VectorTrigger } from '../vector-trigger.ts';
import { CollectingController, errorOf } from './collecting-controller.ts';

interface BuildbucketInput {
  readonly server: string;
  readonly bucket: string;
  readonly builder: string;
  readonly properties: readonly string[];
  readonly tags: readonly string[];
  readonly job_id: string;
  readonly realm_id: string;
  readonly invocation_id: string;
  readonly request_properties: Struct | null;
  readonly request_tags: readonly string[];
  readonly triggers: readonly VectorTrigger[];
  readonly topic_fails?: 'fatal' | 'transient';
  readonly start_status: Status;
  readonly start_task_data: string;
  readonly steps: readonly Step[];
}

interface Step {
  readonly step: 'launch' | 'notification' | 'timer' | 'abort';
  readonly title?: string;
  readonly replies?: readonly Reply[];
}

interface Reply {
  readonly grpc_code?: number;
  readonly build_id?: string;
  readonly build_status?: number;
  readonly http_status?: number;
  readonly error?: string;
  readonly bad_content_type?: boolean;
}

interface StepOutput {
  readonly panic: boolean;
  readonly error: string;
}

const SERVICE = { appId: 'scheduler-app-id', hostname: 'scheduler-app-id.example.com' };

export async function compareBuildbucket({ input, output }: Vector): Promise<Comparison> {
  const story = input as BuildbucketInput;
  const expected = output as readonly StepOutput[];
  const clock = virtualClock();
  const found: Difference[] = [];
  let state: State = {
    status: story.start_status,
    taskData: new TextEncoder().encode(story.start_task_data),
    viewUrl: '',
  };
  for (const [i, step] of story.steps.slice(0, expected.length).entries()) {
    const { played, wrongTimers } = await play(story, step, state, clock);
    const wanted = expected[i];
    // Where the service crashes we fail.
    const crash = wanted?.panic && { ...wanted, panic: false, error: 'fatal' };
    found.push(...differences(crash || wanted, played.shown, `[${i}]`), ...wrongTimers);
    const comesAgain = played.shown.error.includes('transient');
    if (!comesAgain) state = played.state;
    else if (step.step === 'launch') state = { ...state, status: 'RETRYING' };
    if (
      !comesAgain &&
      (isFinal(state.status) || (step.step === 'launch' && played.shown.error !== 'ok'))
    ) {
      if (i < expected.length - 1) found.push({ path: '', expected: 'more steps', got: 'an end' });
      break;
    }
  }
  return found;
}

async function play(story: BuildbucketInput, step: Step, before: State, clock: VirtualClock) {
  const server = new ScriptedServer(step.replies ?? [], clock);
  const ctl = new CollectingController({
    task: { ...story, bucket: story.bucket },
    jobId: story.job_id,
    realmId: story.realm_id,
    invocationId: story.invocation_id,
    request: {
      incomingTriggers: story.triggers.map((trigger) => triggerFrom(trigger, 0)),
      tags: story.request_tags,
      ...(story.request_properties && { properties: story.request_properties }),
    },
    state: { ...before },
    client: server,
    prepareTopic: async (publisher) => {
      if (story.topic_fails) throw new TaskError(story.topic_fails, 'there is no topic');
      return { topic: `topic-for-${publisher}`, token: 'the-token' };
    },
  });
  const manager = createBuildbucketManager({ ...virtualWorld(clock), service: SERVICE });
  const call = () => {
    switch (step.step) {
      case 'launch':
        return manager.launchTask(ctl, new AbortController().signal);
      case 'notification':
        return manager.handleNotification(ctl, { messageId: '', data: '', attributes: {} });
      case 'timer':
        return manager.handleTimer(ctl, step.title ?? '', new Uint8Array());
      case 'abort':
        return manager.abortTask(ctl);
    }
  };
  const error = await clock.runUntil(errorOf(call()));
  const state = { ...ctl.state() };
  const shown = {
    panic: false,
    error,
    status: state.status,
    task_data: new TextDecoder().decode(state.taskData),
    view_url: state.viewUrl,
    timers: ctl.timers.map(({ title }) => title),
    saves: ctl.saves.length,
    calls: server.calls,
  };
  const wrongTimers = ctl.timers
    .filter(({ delayMs }) => !(delayMs % 1000 === 0 && delayMs >= 60_000 && delayMs < 600_000))
    .map(({ delayMs }) => ({
      path: 'timers',
      expected: 'whole seconds in [60, 600)',
      got: delayMs,
    }));
  return { played: { shown, state }, wrongTimers };
}

/** Answers one HTTP request with each reply, and any more with the last one. */
class ScriptedServer implements HttpClient {
  readonly calls: unknown[] = [];
  readonly #replies: readonly Reply[];
  readonly #clock: VirtualClock;
  readonly #start: number;

  constructor(replies: readonly Reply[], clock: VirtualClock) {
    this.#replies = replies;
    this.#clock = clock;
    this.#start = clock.now();
  }

  async request({ method, url, headers = {}, body }: HttpRequest): Promise<HttpResponse> {
    const reply = this.#replies[Math.min(this.calls.length, this.#replies.length - 1)] ?? {};
    const called = url.slice(url.lastIndexOf('/') + 1);
    const type = messageType(`buildbucket.v2.${called}Request`);
    this.calls.push({
      method: called,
      at_ms: this.#clock.now() - this.#start,
      request: messageToJson(type, decodeMessage(type, body ?? new Uint8Array())),
      headers: {
        accept: headers['Accept'],
        'content-type': headers['Content-Type'],
        'http-method': method,
        'max-size': headers['X-Prpc-Max-Response-Size'],
        timeout: headers['X-Prpc-Grpc-Timeout'],
        url,
      },
    });
    return answerOf(reply);
  }
}

function answerOf(reply: Reply): HttpResponse {
  if (reply.error !== undefined) throw new Error('the connection is broken');
  if (reply.http_status !== undefined) return httpAnswer(reply.http_status, [], 'not pRPC');
  const { grpc_code = 0, build_id = '0', build_status = 0, bad_content_type = false } = reply;
  if (grpc_code !== 0) return httpAnswer(400, [['X-Prpc-Grpc-Code', String(grpc_code)]], 'no');
  const build = { id: BigInt(build_id), status: build_status };
  const type = bad_content_type ? 'text/html' : 'application/prpc; encoding=binary';
  return httpAnswer(
    200,
    [
      ['X-Prpc-Grpc-Code', '0'],
      ['Content-Type', type],
    ],
    encodeMessage(messageType('buildbucket.v2.Build'), build),
  );
}
