// The token in a message about a build (managers.md 5.6).

import { decodeBase64 } from '../../golang/base64.ts';
import { type GoJson, JsonNumber, parseGoJson } from '../../golang/json.ts';
import { JsonFields } from '../../golang/json-fields.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';
import type { PubsubMessage } from '../manager.ts';

const FIELDS = new JsonFields(['user_data', 'userData']);

/** '' if there is none, or if the message cannot be read. @param message untrusted */
export function notificationToken({ attributes, data }: PubsubMessage): string {
  const attribute = Object.hasOwn(attributes, 'auth_token') ? attributes['auth_token'] : undefined;
  if (attribute) return attribute;
  const body = decodeBase64(data);
  const json = body && parseGoJson(decodeUtf8(body));
  const members = json === undefined ? undefined : FIELDS.membersOf(json);
  let legacy = '';
  let token: string | undefined;
  let before: Uint8Array | null = null;
  for (const { field, value } of members ?? []) {
    if (field === 'userData') {
      const bytes = bytesOf(value, before);
      if (bytes === undefined) return '';
      before = bytes;
      token = bytes === null ? undefined : decodeUtf8(bytes);
    } else if (value !== null) {
      if (typeof value !== 'string') return '';
      legacy = value;
    }
  }
  return token ?? legacy;
}

/**
 * As Go reads a slice of bytes: base64, null, or a list of numbers, where null is what an earlier member has put there, else
 * 0. Undefined if it is none of them.
 */
function bytesOf(value: GoJson, before: Uint8Array | null): Uint8Array | null | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return decodeBase64(value);
  if (!Array.isArray(value)) return undefined;
  const bytes = value.map((item: GoJson, i) => (item === null ? (before?.[i] ?? 0) : byteOf(item)));
  return bytes.includes(undefined) ? undefined : Uint8Array.from(bytes, (byte) => byte ?? 0);
}

function byteOf(item: GoJson): number | undefined {
  if (!(item instanceof JsonNumber) || !/^\d{1,3}$/.test(item.literal)) return undefined;
  return Number(item.literal) < 256 ? Number(item.literal) : undefined;
}
