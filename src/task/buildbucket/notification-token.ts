// The token in a message about a build (managers.md 5.6).

import { decodeBase64 } from '../../golang/base64.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';
import type { PubsubMessage } from '../manager.ts';
import { goJsonMembers } from './go-json-members.ts';

/** '' if there is none, or if the message cannot be read. @param message untrusted */
export function notificationToken({ attributes, data }: PubsubMessage): string {
  const attribute = Object.hasOwn(attributes, 'auth_token') ? attributes['auth_token'] : undefined;
  if (attribute) return attribute;
  const body = decodeBase64(data);
  const members = body && goJsonMembers(body, ['user_data', 'userData']);
  let legacy = '';
  let token: string | undefined;
  for (const { field, value } of members ?? []) {
    if (field === 'userData') {
      const bytes = bytesOf(value);
      if (bytes === undefined) return '';
      token = bytes === null ? undefined : decodeUtf8(bytes);
    } else if (value !== null) {
      if (typeof value !== 'string') return '';
      legacy = value;
    }
  }
  return token ?? legacy;
}

/** As Go reads a slice of bytes: base64, a list of numbers where null is 0, or null. Undefined if it is none of them. */
function bytesOf(value: unknown): Uint8Array | null | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return decodeBase64(value);
  const isByte = (item: unknown) =>
    item === null || (Number.isInteger(item) && Number(item) >= 0 && Number(item) < 256);
  return Array.isArray(value) && value.every(isByte) ? Uint8Array.from(value) : undefined;
}
