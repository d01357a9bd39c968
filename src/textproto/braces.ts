// Strategy for braces: the questions that the grammar asks where the text leaves a choice.

import type { OpenMessage, TokenLine } from './open-message.ts';

/** Why braces do not match up: one was left open, or there was a closer and nothing to close. */
export type Suspicion = 'closer is missing' | 'closer is surplus';

/** Answers about the current token, `token`. */
export interface Braces {
  /** This closer has nothing to close, least of all `owner`. */
  isSurplus(token: TokenLine, owner: OpenMessage | undefined): boolean;
  /** This token, which is no closer, is not in `owner` any more. Asked of the start of each of its fields. */
  isOutside(token: TokenLine, owner: OpenMessage): boolean;
  /** This closer is that of a message around `owner`, though it would fit `owner` as well. */
  closesOuter(token: TokenLine, owner: OpenMessage): boolean;
  /** A closer of the wrong kind closes a message even if one further out waits for just that kind. */
  takesWrongCloser(): boolean;
  /**
   * This word, which follows a name, is the first one of a body whose opener is missing.
   *
   * @param indent of the line that the name is in
   */
  beginsBody(token: TokenLine, indent: number): boolean;
  /** Takes notice of a closer that has nothing to close. */
  onSurplusCloser(): void;
  /** Takes notice of a message that is open at the end of the text. */
  onOpenAtEnd(): void;
}
