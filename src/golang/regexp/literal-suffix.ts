// The literal text that all matches of a regular expression end with. Go has no such thing: it is for lints.

import { FLAG, type Literal, type Node } from './tree.ts';
import { simpleFold } from './unicode.ts';

interface LiteralSuffix {
  readonly text: string;
  /** Whether `text` is all that the expression matches. */
  readonly complete: boolean;
}

/** The longest that is certain, which may be shorter than there is: '' where it takes more than a look. */
export function literalSuffixOf(tree: Node): string {
  return trailingText(tree).text;
}

function trailingText(node: Node): LiteralSuffix {
  switch (node.op) {
    case 'empty':
      return { text: '', complete: true };
    case 'literal':
      return literalText(node);
    case 'capture':
      return trailingText(node.sub);
    case 'plus':
      return { ...trailingText(node.sub), complete: false };
    case 'concat':
      return concatText([...node.subs].reverse());
    default:
      return NOTHING;
  }
}

const NOTHING: LiteralSuffix = { text: '', complete: false };

function literalText({ runes, flags }: Literal): LiteralSuffix {
  const fold = (flags & FLAG.foldCase) !== 0;
  let text = '';
  let complete = true;
  for (const rune of runes) {
    const isOne = !(fold && simpleFold(rune) !== rune);
    text = isOne ? text + String.fromCodePoint(rune) : '';
    complete &&= isOne;
  }
  return { text, complete };
}

/** @param subs from the last to the first */
function concatText(subs: readonly Node[]): LiteralSuffix {
  let text = '';
  for (const sub of subs) {
    const before = trailingText(sub);
    text = before.text + text;
    if (!before.complete) return { text, complete: false };
  }
  return { text, complete: true };
}
