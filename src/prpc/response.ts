// What a pRPC server has answered (managers.md 5.9).

import { decodeBase64 } from '../golang/base64.ts';
import type { HttpResponse } from '../io/http.ts';
import { headerValues } from '../io/http-headers.ts';
import { decodeMessage } from '../schema/codec.ts';
import type { Any } from '../schema/generated/messages.ts';
import { messageType } from '../schema/schema.ts';
import { errorText, shortened } from '../text/wording.ts';
import { grpcCode } from './grpc-code.ts';
import { RpcError } from './rpc-error.ts';

/** The longest answer that is read: 32 MiB less 32 KiB. */
export const MAX_RESPONSE_BYTES = 33_521_664;

export interface Answer {
  readonly httpStatus: number;
  /** '' if there is none. */
  readonly contentType: string;
  /** Undefined if the answer is no pRPC server's. */
  readonly grpcCode: string | undefined;
  readonly details: readonly string[];
  readonly body: Uint8Array;
}

/** An answer longer than `MAX_RESPONSE_BYTES`. */
export class ResponseTooLong extends Error {
  override readonly name = 'ResponseTooLong';
}

/** Rejects with an RpcError if the answer is too long, and as the response does if it breaks off. */
export async function readAnswer(response: HttpResponse): Promise<Answer> {
  const { status, headers } = response;
  const announced = Number(headerValues(headers, 'Content-Length')[0] ?? 0);
  if (announced > MAX_RESPONSE_BYTES) throw tooLong();
  const { bytes, error } = await response.readBody(MAX_RESPONSE_BYTES + 1);
  if (bytes.length > MAX_RESPONSE_BYTES) throw tooLong();
  if (error) throw error;
  return {
    httpStatus: status,
    contentType: headerValues(headers, 'Content-Type')[0] ?? '',
    grpcCode: headerValues(headers, 'X-Prpc-Grpc-Code')[0] || undefined,
    details: headerValues(headers, 'X-Prpc-Status-Details-Bin'),
    body: bytes,
  };
}

/** Throws the RpcError that the answer stands for, unless it is a success. */
export function checkStatus(answer: Answer): void {
  const { grpcCode: text, body, details } = answer;
  if (text === undefined) throw notPrpc(answer);
  const code = codeOf(text);
  if (code === undefined) {
    throw new RpcError('INTERNAL', `the server answers with the code ${JSON.stringify(text)}`);
  }
  if (code === grpcCode('OK')) return;
  throw new RpcError(code, messageIn(body), { details: details.map(readDetail) });
}

/** A number as Go's strconv.Atoi reads it, of 64 bits, cut to the 32 of a code; undefined if it is none. */
function codeOf(text: string): number | undefined {
  const [, sign, digits] = /^([+-]?)(\d{1,100})$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits);
  return BigInt.asIntN(64, value) === value ? Number(BigInt.asUintN(32, value)) : undefined;
}

function notPrpc({ httpStatus, body }: Answer): RpcError {
  const text = `the server answers with HTTP status ${httpStatus} and without a gRPC code: ${messageIn(body) || 'nothing else'}`;
  if (httpStatus === 401) return new RpcError('UNAUTHENTICATED', text);
  if (httpStatus === 403) return new RpcError('PERMISSION_DENIED', text);
  return new RpcError(httpStatus === 503 ? 'UNAVAILABLE' : 'INTERNAL', text);
}

/** Errors have their text for a body. Of a web page only the title is of use. */
function messageIn(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 4 * MAX_MESSAGE)).trim();
  if (!/^<(?:!doctype|html|head|body)\b/i.test(text)) return shortened(text, MAX_MESSAGE);
  const title = /<title>([^<]*)/i.exec(text)?.[1]?.trim();
  return title ? `a web page, "${shortened(title, 200)}"` : 'a web page';
}

/** UTF-16 units of the server's text that are shown. */
const MAX_MESSAGE = 4096;

function readDetail(text: string): Any {
  try {
    const bytes = decodeBase64(text);
    if (!bytes) throw new Error('it is not base64');
    return decodeMessage<Any>(messageType('google.protobuf.Any'), bytes);
  } catch (cause) {
    const reason = errorText(cause);
    throw new RpcError('INTERNAL', `the details of the server's error cannot be read: ${reason}`, {
      cause,
    });
  }
}

function tooLong(): RpcError {
  const text = `the server's answer is longer than ${MAX_RESPONSE_BYTES} bytes`;
  return new RpcError('UNAVAILABLE', text, { cause: new ResponseTooLong(text) });
}
