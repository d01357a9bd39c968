// The body of a PubSub push (spec engine.md B4).

import { type GoJson, JsonObject, parseGoJson } from '../../golang/json.ts';
import { JsonFields } from '../../golang/json-fields.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';
import type { PubsubMessage } from '../../task/manager.ts';

export type ParsedPush =
  | { readonly ok: true; readonly message: PubsubMessage }
  /** A fatal error: the same body would fail again. `reason`: for a log, a whole sentence. */
  | { readonly ok: false; readonly reason: string };

/**
 * Reads `{"message": {"data": …, "attributes": {…}, "messageId": …}}` as the service does, whose JSON is Go's: keys count
 * in any case, and so does each of several of one name. What is absent or null is empty, and other keys do not count.
 * Whether the data is base64 is for the Manager to find out, which may not need it.
 *
 * @param body untrusted; JSON in UTF-8
 */
export function parsePush(body: Uint8Array): ParsedPush {
  const json = parseGoJson(decodeUtf8(body));
  if (json === undefined) return refused('is not JSON');
  if (!(json instanceof JsonObject)) return refused('is not a JSON object');
  const fields: Record<TextField, string> = {
    data: '',
    messageId: '',
    orderingKey: '',
    publishTime: '',
  };
  let attributes = new Map<string, string>();
  let isThere = false;
  for (const { value: message } of PUSH.membersOf(json) ?? []) {
    const members = MESSAGE.membersOf(message);
    if (!members) return refused('has no message');
    isThere ||= message !== null;
    for (const { field, value } of members) {
      if (field === 'attributes') {
        const added = attributesIn(value);
        if (typeof added === 'string') return refused(added);
        attributes = added === null ? new Map() : new Map([...attributes, ...added]);
      } else if (typeof value === 'string') {
        fields[field] = value;
      } else if (value !== null) {
        return refused(`has ${PHRASES[field]} that is not a string`);
      }
    }
  }
  if (!isThere) return refused('has no message');
  const { data, messageId } = fields;
  return { ok: true, message: { messageId, data, attributes: Object.fromEntries(attributes) } };
}

/** All texts of a message: those that are of no use here have to be right, too. */
const PHRASES = {
  data: 'data',
  messageId: 'a messageId',
  orderingKey: 'an orderingKey',
  publishTime: 'a publishTime',
} as const;

type TextField = keyof typeof PHRASES;

const PUSH = new JsonFields(['message']);
const MESSAGE = new JsonFields<TextField | 'attributes'>([
  'attributes',
  'data',
  'messageId',
  'orderingKey',
  'publishTime',
]);

/** Null is none at all; a text says what is wrong, as the end of a sentence. */
function attributesIn(value: GoJson): readonly (readonly [string, string])[] | null | string {
  if (value === null) return null;
  if (!(value instanceof JsonObject)) return 'has attributes that are not an object';
  const texts: [string, string][] = [];
  for (const [name, text] of value.members) {
    if (text !== null && typeof text !== 'string') return 'has an attribute that is not a string';
    texts.push([name, text ?? '']);
  }
  return texts;
}

function refused(what: string): ParsedPush {
  return { ok: false, reason: `The body of the push ${what}.` };
}
