// Braces that do not match up, read with the help of indentation, which tells the one that is missing or too many.

import type { Braces, Suspicion } from './braces.ts';
import type { OpenMessage, TokenLine } from './open-message.ts';

export class BraceRepair implements Braces {
  /** What to look for. A surplus closer is looked for until one is found; from there on braces are trusted. */
  #suspicion: Suspicion | undefined;

  constructor(suspicion: Suspicion) {
    this.#suspicion = suspicion;
  }

  isSurplus(token: TokenLine, owner: OpenMessage | undefined): boolean {
    if (!owner) return true;
    return this.#suspicion === 'closer is surplus' && owner.isMissedBy(token);
  }

  isOutside(token: TokenLine, owner: OpenMessage): boolean {
    return this.#mayBeLeftOpen(owner) && owner.isLeftBy(token);
  }

  closesOuter(token: TokenLine, owner: OpenMessage): boolean {
    return this.#mayBeLeftOpen(owner) && owner.isLeftOpenBy(token);
  }

  takesWrongCloser(): boolean {
    return this.#explainsSurplus();
  }

  beginsBody({ firstOnLine, lineIndent }: TokenLine, indent: number): boolean {
    // The surplus closer may be that of a body in one line.
    return firstOnLine ? lineIndent > indent : this.#explainsSurplus();
  }

  onSurplusCloser(): void {
    this.#suspicion = undefined;
  }

  onOpenAtEnd(): void {}

  #mayBeLeftOpen(owner: OpenMessage): boolean {
    return owner.open < 0 || this.#suspicion === 'closer is missing';
  }

  /** True, once, if a surplus closer is looked for: this is why there is one. */
  #explainsSurplus(): boolean {
    const isWanted = this.#suspicion === 'closer is surplus';
    if (isWanted) this.#suspicion = undefined;
    return isWanted;
  }
}
