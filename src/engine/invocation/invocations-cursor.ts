// The cursor between pages of Invocations, in the service's form: `internal.cursors.InvocationsCursor`, base64 for
// URLs (schema.md 1.3). To callers it is any text.

import { decodeBase64url, encodeBase64url } from '../../golang/base64url.ts';
import { decodeMessage, encodeMessage } from '../../schema/codec.ts';
import type { InvocationsCursor } from '../../schema/generated/messages.ts';
import { messageType } from '../../schema/schema.ts';
import type { InvocationId } from '../../task/ids.ts';

const MESSAGE = messageType('internal.cursors.InvocationsCursor');

export function encodeCursor(lastScanned: InvocationId): string {
  return encodeBase64url(encodeMessage(MESSAGE, { lastScanned }));
}

/** The id that `encodeCursor` was given, 0 for the empty cursor. Undefined if it is none. */
export function decodeCursor(cursor: string): InvocationId | undefined {
  const bytes = decodeBase64url(cursor);
  if (bytes === undefined) return undefined;
  try {
    return decodeMessage<InvocationsCursor>(MESSAGE, bytes).lastScanned as InvocationId;
  } catch {
    return undefined;
  }
}
