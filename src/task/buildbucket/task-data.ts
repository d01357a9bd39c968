// What a buildbucket task keeps with its Invocation: the id of the build (managers.md 5.1, 5.6).

import { parseGoJson } from '../../golang/json.ts';
import { JsonFields } from '../../golang/json-fields.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';

const FIELDS = new JsonFields(['build_id']);

/** `{"build_id":"…"}`; nothing of an id that is 0. */
export function writeTaskData(buildId: bigint): Uint8Array {
  const data = buildId === 0n ? {} : { build_id: String(buildId) };
  return new TextEncoder().encode(JSON.stringify(data));
}

/** The id of the build, 0 if none is named; undefined if the data cannot be read. */
export function readTaskData(data: Uint8Array): bigint | undefined {
  const json = parseGoJson(decodeUtf8(data));
  const members = json === undefined ? undefined : FIELDS.membersOf(json);
  if (!members) return undefined;
  let id = 0n;
  for (const { value } of members) {
    if (value === null || value === 'null') continue;
    if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return undefined;
    id = BigInt(value);
    if (BigInt.asIntN(64, id) !== id) return undefined;
  }
  return id;
}
