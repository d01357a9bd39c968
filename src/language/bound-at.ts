// The messages that an offset of a part is in, with what the service reads in them.

import type { ConfigPart } from '../config/document/config-part.ts';
import type { BoundMessage } from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';

/** From the outside, without the root; the last is the innermost. Binds the part, which is one entry as a rule. */
export function boundMessagesAt(part: ConfigPart, offset: number): readonly BoundMessage[] {
  const found: BoundMessage[] = [];
  for (let message: BoundMessage | undefined = readPart(part, part.projectConfig).root; message; ) {
    const inner: BoundMessage | undefined = message.fields
      .flatMap(({ node, values }) => {
        const only = values.length === 1 ? node : undefined;
        return values.map((value) => ({ value, span: only ?? value.node }));
      })
      .find(({ value, span }) => value.message && span.start <= offset && offset <= span.end)
      ?.value.message;
    if (inner) found.push(inner);
    message = inner;
  }
  return found;
}
