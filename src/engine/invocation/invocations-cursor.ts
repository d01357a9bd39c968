// The cursor between pages of Invocations, in the service's form: `internal.cursors.InvocationsCursor`, base64 for
// URLs (schema.md 1.3). To callers it is any text.

import { decodeMessage, encodeMessage } from '../../schema/codec.ts';
import type { InvocationsCursor } from '../../schema/generated/messages.ts';
import { messageType } from '../../schema/schema.ts';
import type { InvocationId } from '../../task/ids.ts';
import { decodeBase64Url, encodeBase64Url } from '../base64-url.ts';

const MESSAGE = messageType('internal.cursors.InvocationsCursor');

export function encodeCursor(lastScanned: InvocationId): string {
  return encodeBase64Url(encodeMessage(MESSAGE, { lastScanned }));
}

/** The id that `encodeCursor` was given, 0 for the empty cursor. Undefined if it is none. */
export function decodeCursor(cursor: string): InvocationId | undefined {
  const bytes = decodeBase64Url(cursor);
  if (bytes === undefined) return undefined;
  try {
    return decodeMessage<InvocationsCursor>(MESSAGE, bytes).lastScanned as InvocationId;
  } catch {
    return undefined;
  }
}
