// A method of a service, by which clients and servers mean the same.

import { decodeMessage, encodeMessage } from '../schema/codec.ts';
import { messageFromJson, messageToJson } from '../schema/json.ts';
import { type MessageType, messageType } from '../schema/schema.ts';
import { JSON_PREFIX, type PrpcFormat } from './media-type.ts';

/** The types stand for the messages that go there and come back. */
export interface Method<Request extends object, Response extends object> {
  /** With the package, such as `buildbucket.v2.Builds`. */
  readonly service: string;
  readonly name: string;
  readonly requestType: MessageType;
  readonly responseType: MessageType;
  /** Never there: it ties the types above to these. */
  readonly messages?: readonly [Request, Response];
}

/** @param request full name of its message, as is `response` */
export function method<Request extends object, Response extends object>(
  service: string,
  name: string,
  request: string,
  response: string,
): Method<Request, Response> {
  return {
    service,
    name,
    requestType: messageType(request),
    responseType: messageType(response),
  };
}

/** The path at which a server has a method. */
export function methodPath({ service, name }: Method<object, object>): string {
  return `/prpc/${service}/${name}`;
}

/** A message as a body. @throws RangeError if JSON cannot say it */
export function encodeBody(format: PrpcFormat, type: MessageType, message: object): Uint8Array {
  if (format === 'binary') return encodeMessage(type, message);
  return new TextEncoder().encode(JSON.stringify(messageToJson(type, message)));
}

/** The message in a body, whether its JSON has the prefix or not. Throws if it is none. */
export function decodeBody<T extends object>(
  format: PrpcFormat,
  type: MessageType,
  body: Uint8Array,
): T {
  if (format === 'binary') return decodeMessage<T>(type, body);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  const json = text.startsWith(JSON_PREFIX) ? text.slice(JSON_PREFIX.length) : text;
  return messageFromJson<T>(type, JSON.parse(json));
}
