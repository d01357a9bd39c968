// Braces taken as they stand, as the service does, with a note of whether they match up.

import type { Braces, Suspicion } from './braces.ts';
import type { OpenMessage, TokenLine } from './open-message.ts';

/** Indentation is consulted about one thing only: a body without opener, where nothing else tells how far it goes. */
export class LiteralBraces implements Braces {
  /** The first thing that went wrong. */
  suspicion: Suspicion | undefined = undefined;

  isSurplus(_token: TokenLine, owner: OpenMessage | undefined): boolean {
    return owner === undefined;
  }

  isOutside(token: TokenLine, owner: OpenMessage): boolean {
    return owner.open < 0 && owner.isLeftBy(token);
  }

  closesOuter(token: TokenLine, owner: OpenMessage): boolean {
    return owner.open < 0 && owner.isLeftOpenBy(token);
  }

  takesWrongCloser(): boolean {
    return false;
  }

  beginsBody({ firstOnLine, lineIndent }: TokenLine, indent: number): boolean {
    return firstOnLine && lineIndent > indent;
  }

  onSurplusCloser(): void {
    this.suspicion ??= 'closer is surplus';
  }

  onOpenAtEnd(): void {
    this.suspicion ??= 'closer is missing';
  }
}
