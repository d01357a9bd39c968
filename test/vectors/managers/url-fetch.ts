// Answers about url_fetch tasks.

import { redirected } from '../../../host/http/redirect.ts';
import type { OutgoingRequest } from '../../../host/http/request-text.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { createUrlFetchManager } from '../../../src/task/urlfetch/manager.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/task/world.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { differences } from '../differences.ts';
import type { Comparison, Vector } from '../vector.ts';
import { CollectingController, errorOf } from './collecting-controller.ts';

interface FetchInput {
  readonly url: string;
  readonly method: string;
  readonly timeout_sec: number;
  readonly save_fails: boolean;
  readonly responses: readonly Reply[];
}

interface Reply {
  readonly url: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body_base64: string;
  /** -1 if the server does not say. */
  readonly content_length: number;
  readonly error?: string;
}

interface FetchOutput {
  readonly error: string;
  readonly status: string;
  readonly saves: number;
  readonly requests: readonly { readonly url: string; readonly method: string }[];
  readonly dump: string | null;
}

export async function compareUrlFetch({ input, output }: Vector): Promise<Comparison> {
  const { url, method, timeout_sec, save_fails, responses } = input as FetchInput;
  const wanted = output as FetchOutput;
  const clock = virtualClock();
  const client = new ScriptedWeb(responses);
  const ctl = new CollectingController({
    task: { url, method, timeoutSec: timeout_sec },
    saveFails: save_fails,
    client,
  });
  const manager = createUrlFetchManager(virtualWorld(clock));
  const call = errorOf(manager.launchTask(ctl, new AbortController().signal));
  const error = await clock.runUntil(call);
  const { status } = ctl.state();
  // The service takes the dump for a format of printf, which is not to be copied (managers.md 2).
  const isGarbled = responses.some(({ body_base64 }) => atob(body_base64).includes('%'));
  const got = {
    error,
    status,
    saves: ctl.saves.length,
    requests: client.requests,
    dump: isGarbled ? null : dumpIn(ctl.log),
  };
  return differences(
    {
      error: wanted.error,
      status: wanted.status,
      saves: wanted.saves,
      requests: wanted.requests.map((request) => ({ url: request.url, method: request.method })),
      dump: isGarbled ? null : (wanted.dump?.replaceAll('\r\n', '\n') ?? null),
    },
    got,
  );
}

/** Of notes in the dump only the meaning counts, which the service writes like this. */
const NOTES: readonly (readonly [ours: RegExp, theirs: string])[] = [
  [/\n\(the body is empty\)$/, '\n<empty body>\n'],
  [/\n\(the body (?:is not text|has no Content-Type) and is not shown\)$/, '\n<binary response>\n'],
  [/\n\(cut here, after \d+ of \d+ bytes\)$/, '\n<truncated>\n'],
];

/** The last line, unless that is about a request that failed. */
function dumpIn(log: readonly string[]): string | null {
  const line = log.at(-1) ?? '';
  if (!/^\d{3}(?: |$)/.test(line)) return null;
  // The script tells of the length apart from the headers.
  const told = line.replace(/^Content-Length: \d+\n/m, '');
  const note = NOTES.find(([ours]) => ours.test(told));
  return (note ? told.replace(...note) : `${told}\n`).replaceAll('\r\n', '\n');
}

/** Follows redirects as the host's client does, over answers by URL. */
class ScriptedWeb implements HttpClient {
  readonly requests: { readonly url: string; readonly method: string }[] = [];
  readonly #replies: readonly Reply[];

  constructor(replies: readonly Reply[]) {
    this.#replies = replies;
  }

  async request({ url: text, method }: HttpRequest): Promise<HttpResponse> {
    const first = firstRequest(text, method);
    let request = first;
    for (let sent = 1; ; sent++) {
      const reply = this.#reply(request);
      const next = redirected(first, request, reply);
      if (!next) return answerOf(reply);
      if (sent === 10) throw new Error('too many redirects');
      request = next;
    }
  }

  #reply({ url, method }: OutgoingRequest): Reply {
    const text = `${url.scheme}://${url.host}${url.path}${url.query === undefined ? '' : `?${url.query}`}`;
    this.requests.push({ url: text, method });
    const reply = this.#replies.find((known) => known.url === text);
    if (!reply) throw new Error(`nobody asks for ${text}`);
    if (reply.error !== undefined) throw new Error('the connection is broken');
    return reply;
  }
}

function firstRequest(text: string, method: string): OutgoingRequest {
  const parsed = parseRequestUrl(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { url: parsed.url, method, headers: [] };
}

function answerOf(reply: Reply): HttpResponse {
  const { status, reason, headers, content_length, body_base64 } = reply;
  const length = content_length < 0 ? [] : [['Content-Length', String(content_length)] as const];
  const body = new Uint8Array(Buffer.from(body_base64, 'base64'));
  return { ...httpAnswer(status, [...headers, ...length], body), statusText: reason };
}
