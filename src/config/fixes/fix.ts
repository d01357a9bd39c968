// A quick fix: edits that leave a config without one of its findings.

import type { Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';

/** `newText` in place of a piece of a text. */
export interface SpanEdit extends Span {
  readonly newText: string;
}

/** The same in a document. */
export interface DocumentEdit {
  readonly range: Range;
  readonly newText: string;
}

/** What a family of fixes proposes. It is offered only if it turns out to do what it is for. */
export interface FixCandidate {
  /** For a menu: a verb first, without a full stop. */
  readonly title: string;
  /** In the text of the part that the finding is in. None of them overlap. */
  readonly edits: readonly SpanEdit[];
  /** What belongs to it in other parts, such as the references to an id. */
  readonly elsewhere?: readonly DocumentEdit[];
  /** An id that no other fix may give to something at the same time. */
  readonly claims?: string;
  /**
   * It invents something, throws something away, or something else may be meant as well: somebody has to choose it.
   * Others may be made without anybody looking at them.
   */
  readonly unsure?: boolean;
}

export interface QuickFix {
  /** For a menu: a verb first, without a full stop. */
  readonly title: string;
  /** In the document. None of them overlap. */
  readonly edits: readonly DocumentEdit[];
  /** The only one that leaves no doubt: it may be made without asking. */
  readonly isPreferred: boolean;
}
