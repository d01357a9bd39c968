// A part of a config with its messages and every mistake in its text.

import type { TextError } from '../../textproto/tree.ts';
import type { BoundMessage } from './bound-message.ts';

export interface BoundPart {
  readonly root: BoundMessage;
  /** In order of `raisedAt`: the first is the one that the service reports. */
  readonly textErrors: readonly TextError[];
}
