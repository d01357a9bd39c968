// A pRPC server without a network: a function of HTTP requests (managers.md 5.9).

import type { HttpRequest, HttpResponse } from '../io/http.ts';
import { httpAnswer } from '../io/http-answer.ts';
import { headerValues } from '../io/http-headers.ts';
import { errorText } from '../text/wording.ts';
import { grpcCode, httpStatusOf } from './grpc-code.ts';
import {
  formatOfAccept,
  formatOfMediaType,
  JSON_PREFIX,
  mediaTypeOf,
  type PrpcFormat,
} from './media-type.ts';
import { decodeBody, encodeBody, type Method, methodPath } from './method.ts';
import { RpcError } from './rpc-error.ts';
import { decodeTimeout } from './timeout.ts';

/** Answers a call: rejects with an RpcError to end it with that code, with anything else for INTERNAL. */
export type Handler<Request extends object, Response extends object> = (
  request: Request,
  signal: AbortSignal | undefined,
) => Promise<Response>;

/** A method together with who answers it. */
export interface ServedMethod {
  readonly method: Method<object, object>;
  readonly handler: Handler<never, object>;
}

/** Ties a handler to the method whose messages it takes and gives. */
export function served<Request extends object, Response extends object>(
  method: Method<Request, Response>,
  handler: Handler<Request, Response>,
): ServedMethod {
  return { method, handler: handler as Handler<never, object> };
}

/** The answer to one HTTP request; never rejects. Of the URL nothing but the path counts. */
export async function servePrpc(
  methods: readonly ServedMethod[],
  request: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  try {
    return await answer(methods, request, signal);
  } catch (error) {
    if (error instanceof HttpError) return errorAnswer(error.status, error.rpc);
    const rpc = error instanceof RpcError ? error : new RpcError('INTERNAL', errorText(error));
    return errorAnswer(httpStatusOf(rpc.code), rpc);
  }
}

async function answer(
  methods: readonly ServedMethod[],
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const path = pathOf(request.url);
  const called = methods.find(({ method }) => methodPath(method) === path);
  if (!called) throw new RpcError('UNIMPLEMENTED', `there is no method at ${path}`);
  if (request.method !== 'POST') throw refused(405, 'a call is a POST request');
  const { headers, body = new Uint8Array() } = request;
  const header = (name: string) => headerValues(headers, name)[0] ?? '';
  const timeout = header('X-Prpc-Grpc-Timeout');
  if (timeout !== '' && decodeTimeout(timeout) === undefined) {
    throw refused(400, `X-Prpc-Grpc-Timeout is ${JSON.stringify(timeout)}, which is no time`);
  }
  if (!['', 'identity'].includes(header('Content-Encoding'))) {
    throw refused(415, 'a compressed request is not understood here');
  }
  const sent = known(formatOfMediaType(header('Content-Type')), 415, 'Content-Type', header);
  const wanted = known(formatOfAccept(header('Accept')), 406, 'Accept', header);
  const { requestType, responseType } = called.method;
  const message = read(() => decodeBody<never>(sent, requestType, body));
  const response = await called.handler(message, signal);
  const bytes = encodeBody(wanted, responseType, response);
  const limit = Number(header('X-Prpc-Max-Response-Size') || Number.POSITIVE_INFINITY);
  if (bytes.length > limit) {
    throw new RpcError('UNAVAILABLE', `the answer has ${bytes.length} bytes, more than the limit`);
  }
  return httpAnswer(200, answerHeaders(grpcCode('OK'), mediaTypeOf(wanted)), framed(wanted, bytes));
}

function known(
  format: PrpcFormat | undefined,
  status: number,
  name: string,
  header: (name: string) => string,
): PrpcFormat {
  if (format === 'binary' || format === 'json') return format;
  throw refused(status, `${name} ${JSON.stringify(header(name))} is not understood here`);
}

function read<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw refused(400, `the request cannot be read: ${errorText(error)}`);
  }
}

function framed(format: PrpcFormat, bytes: Uint8Array): Uint8Array {
  if (format === 'binary') return bytes;
  const prefix = new TextEncoder().encode(JSON_PREFIX);
  const framed = new Uint8Array(prefix.length + bytes.length + 1);
  framed.set(prefix);
  framed.set(bytes, prefix.length);
  framed[framed.length - 1] = 0x0a;
  return framed;
}

/** What is wrong with the request before it is a call; for gRPC all of it is INVALID_ARGUMENT. */
class HttpError extends Error {
  readonly status: number;
  readonly rpc: RpcError;

  constructor(status: number, rpc: RpcError) {
    super(rpc.message);
    this.status = status;
    this.rpc = rpc;
  }
}

function refused(status: number, text: string): HttpError {
  return new HttpError(status, new RpcError('INVALID_ARGUMENT', text));
}

function errorAnswer(status: number, { code, text }: RpcError): HttpResponse {
  return httpAnswer(status, answerHeaders(code, 'text/plain; charset=utf-8'), `${text}\n`);
}

function answerHeaders(code: number, contentType: string): HttpResponse['headers'] {
  return [
    ['X-Prpc-Grpc-Code', String(code)],
    ['Content-Type', contentType],
    ['X-Content-Type-Options', 'nosniff'],
  ];
}

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
}
