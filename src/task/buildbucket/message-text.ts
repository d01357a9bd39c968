// A message as the log of an Invocation shows it.

import { messageToJson } from '../../schema/json.ts';
import { messageType } from '../../schema/schema.ts';
import { errorText, shortened } from '../../text/wording.ts';

/** UTF-16 units: a build may have megabytes of steps and properties. */
const MAX_LENGTH = 64 * 1024;

/** Protobuf's JSON form on several lines, cut where it gets very long. Never throws. @param type full name */
export function messageText(type: string, message: object): string {
  try {
    const json = messageToJson(messageType(type), message);
    return shortened(JSON.stringify(json, undefined, 2), MAX_LENGTH);
  } catch (error) {
    return `(it cannot be shown: ${errorText(error)})`;
  }
}
