// A part of a config with its messages and every mistake in its text.

import type { Explanation } from '../../textproto/mending/mend.ts';
import type { TextError } from '../../textproto/tree.ts';
import type { BoundMessage } from './bound-message.ts';

export interface BoundPart {
  readonly root: BoundMessage;
  /** In order of `raisedAt`: the first is the one that the service reports. */
  readonly textErrors: readonly TextError[];
  /** What was found out about some of the errors. */
  readonly explanations?: ReadonlyMap<TextError, Explanation>;
}
