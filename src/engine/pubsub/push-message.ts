// The body of a PubSub push (spec engine.md B4).

import type { PubsubMessage } from '../../task/manager.ts';

export type ParsedPush =
  | { readonly ok: true; readonly message: PubsubMessage }
  /** A fatal error: the same body would fail again. `reason`: for a log, a whole sentence. */
  | { readonly ok: false; readonly reason: string };

/**
 * Reads `{"message": {"data": …, "attributes": {…}, "messageId": …}}`. What is absent or null is empty, and other
 * keys do not count. Whether the data is base64 is for the Manager to find out, which may not need it.
 *
 * @param body untrusted; JSON in UTF-8
 */
export function parsePush(body: Uint8Array): ParsedPush {
  let push: unknown;
  try {
    push = JSON.parse(decoder.decode(body));
  } catch {
    return refused('is not JSON');
  }
  if (!isObject(push)) return refused('is not a JSON object');
  const message = push['message'];
  if (!isObject(message)) return refused('has no message');
  const { data, attributes, messageId } = message;
  if (!isText(data)) return refused('has data that is not a string');
  if (!isText(messageId)) return refused('has a messageId that is not a string');
  if (attributes != null && !isObject(attributes)) {
    return refused('has attributes that are not an object');
  }
  const entries = Object.entries(attributes ?? {});
  const texts = entries.flatMap(([name, value]) => (isText(value) ? [[name, value ?? '']] : []));
  if (texts.length < entries.length) return refused('has an attribute that is not a string');
  return {
    ok: true,
    message: {
      messageId: messageId ?? '',
      data: data ?? '',
      attributes: Object.fromEntries(texts),
    },
  };
}

function refused(what: string): ParsedPush {
  return { ok: false, reason: `The body of the push ${what}.` };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Or nothing, which is the empty text. */
function isText(value: unknown): value is string | null | undefined {
  return value == null || typeof value === 'string';
}
