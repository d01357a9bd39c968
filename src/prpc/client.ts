// Calls of a pRPC server: one HTTP request, or several while the server is not well (managers.md 5.9).

import type { Clock } from '../io/clock.ts';
import { DeadlineExceeded, withDeadline } from '../io/deadline.ts';
import type { HttpClient, HttpRequest } from '../io/http.ts';
import { RequestRefused } from '../io/request-refused.ts';
import { errorText } from '../text/wording.ts';
import { grpcCode, isTransientCode } from './grpc-code.ts';
import { formatOfMediaType, mediaTypeOf, type PrpcFormat } from './media-type.ts';
import { decodeBody, encodeBody, type Method, methodPath } from './method.ts';
import {
  type Answer,
  checkStatus,
  MAX_RESPONSE_BYTES,
  ResponseTooLong,
  readAnswer,
} from './response.ts';
import { RpcError } from './rpc-error.ts';
import { encodeTimeout } from './timeout.ts';

export interface PrpcServer {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Such as `https://cr-buildbucket.appspot.com`, without a final slash. */
  readonly url: string;
  /** In which messages are sent and asked for. */
  readonly format?: Exclude<PrpcFormat, 'text'>;
}

/** How often a call is tried again, each time after twice as long a wait as before. */
const MAX_RETRIES = 5;
const FIRST_WAIT_MS = 1000;

/**
 * Makes one call. It is tried again, after 1, 2, 4, 8 and 16 s, as long as it ends in a code that may pass.
 *
 * Rejects with an RpcError, of code DEADLINE_EXCEEDED if time runs out, with `signal.reason` when that aborts, or with
 * a RequestRefused as the HTTP client does.
 *
 * @param deadline when the whole call must have ended, tries and waits together; milliseconds since the epoch
 */
export async function callPrpc<Request extends object, Response extends object>(
  server: PrpcServer,
  called: Method<Request, Response>,
  message: Request,
  deadline: number,
  signal: AbortSignal,
): Promise<Response> {
  const { format = 'binary', clock } = server;
  const body = encodeBody(format, called.requestType, message);
  const answer = await withRetries(clock, deadline, signal, () =>
    attempt(server, called, body, deadline, signal),
  );
  // An answer of success that is wrong otherwise is not asked for again.
  const got = formatOfMediaType(answer.contentType);
  if (got !== format) {
    const type = answer.contentType || 'nothing';
    throw new RpcError('INTERNAL', `the server answers in ${type}, not in ${mediaTypeOf(format)}`);
  }
  try {
    return decodeBody<Response>(format, called.responseType, answer.body);
  } catch (cause) {
    const text = `the server's answer cannot be read: ${errorText(cause)}`;
    throw new RpcError('INTERNAL', text, { cause });
  }
}

async function withRetries<T>(
  clock: Clock,
  deadline: number,
  signal: AbortSignal,
  attemptCall: () => Promise<T>,
): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await attemptCall();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof RpcError) || !mayPass(error) || retries === MAX_RETRIES) throw error;
      const left = deadline - clock.now();
      if (left <= 0 && error.code === grpcCode('DEADLINE_EXCEEDED')) throw error;
      await clock.sleep(Math.min(FIRST_WAIT_MS * 2 ** retries, left), signal);
      if (clock.now() >= deadline) throw outOfTime(error);
    }
  }
}

/** What is too long stays too long. */
function mayPass(error: RpcError): boolean {
  return isTransientCode(error.code) && !(error.cause instanceof ResponseTooLong);
}

/** The answer to one HTTP request, if that is a success. */
async function attempt(
  { http, clock, url, format = 'binary' }: PrpcServer,
  called: Method<object, object>,
  body: Uint8Array,
  deadline: number,
  signal: AbortSignal,
): Promise<Answer> {
  const left = deadline - clock.now();
  if (left <= 0) throw outOfTime(undefined);
  const request: HttpRequest = {
    method: 'POST',
    url: `${url}${methodPath(called)}`,
    headers: {
      'Content-Type': mediaTypeOf(format),
      Accept: mediaTypeOf(format),
      'User-Agent': 'luci-jobs',
      'X-Prpc-Grpc-Timeout': encodeTimeout(left),
      'X-Prpc-Max-Response-Size': String(MAX_RESPONSE_BYTES),
    },
    body,
  };
  const send = async (limit: AbortSignal) => readAnswer(await http.request(request, limit));
  const answer = await withDeadline(clock, left, signal, send).catch((error: unknown) => {
    if (error instanceof RpcError || error instanceof RequestRefused) throw error;
    if (error instanceof DeadlineExceeded) throw outOfTime(error);
    throw new RpcError('INTERNAL', errorText(error), { cause: error });
  });
  checkStatus(answer);
  return answer;
}

function outOfTime(cause: unknown): RpcError {
  const last = cause === undefined ? '' : `; last, ${errorText(cause)}`;
  return new RpcError('DEADLINE_EXCEEDED', `the call takes too long${last}`, { cause });
}
