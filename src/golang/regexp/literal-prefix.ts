// The literal text that all matches of a regular expression begin with, as Go sees it (validation.md E11).

import { compileShortProgram, simplifiesToEmpty } from './compiler.ts';
import { isAssertion, isOnePass, MAX_ONE_PASS } from './one-pass.ts';
import { OP, type Program } from './program.ts';
import { FLAG, type Literal, type Node, type Repeat } from './tree.ts';
import { simpleFold } from './unicode.ts';

export interface LiteralPrefix {
  readonly text: string;
  /** Whether `text` is all that the expression matches. */
  readonly complete: boolean;
}

/** Go's Regexp.LiteralPrefix. */
export function literalPrefixOf(tree: Node): LiteralPrefix {
  if (startsAtBeginOfText(tree)) {
    const program = compileShortProgram(tree, MAX_ONE_PASS);
    if (program !== undefined && isOnePass(program)) return onePassPrefix(program);
  }
  return leadingText(tree);
}

/** Stands in for the program's first instructions; that would take time, there may be millions. */
function leadingText(node: Node): LiteralPrefix {
  switch (node.op) {
    case 'empty':
      return { text: '', complete: true };
    case 'literal':
      return literalText(node);
    case 'capture':
      return leadingText(node.sub);
    case 'concat':
      return concatText(node.subs);
    case 'plus':
      return simplifiesToEmpty(node.sub) ? EMPTY : open(leadingText(node.sub).text);
    case 'star':
    case 'quest':
      return simplifiesToEmpty(node.sub) ? EMPTY : open('');
    case 'repeat':
      return repeatText(node);
    default:
      return open('');
  }
}

const EMPTY: LiteralPrefix = { text: '', complete: true };

function open(text: string): LiteralPrefix {
  return { text, complete: false };
}

function literalText({ runes, flags }: Literal): LiteralPrefix {
  const fold = (flags & FLAG.foldCase) !== 0;
  let text = '';
  for (const rune of runes) {
    if (rune === REPLACEMENT || (fold && simpleFold(rune) !== rune)) return open(text);
    text += runeText(rune);
  }
  return { text, complete: true };
}

/** Go stops at it, as it also stands for bytes that are not UTF-8. */
const REPLACEMENT = 0xfffd;

/** Surrogates can be written (`\x{D800}`), but UTF-8 has none. */
function runeText(rune: number): string {
  return String.fromCodePoint(rune >= 0xd800 && rune <= 0xdfff ? REPLACEMENT : rune);
}

function concatText(subs: Iterable<Node>): LiteralPrefix {
  let text = '';
  for (const sub of subs) {
    const next = leadingText(sub);
    text = text + next.text;
    if (!next.complete || text.length > MAX_TEXT) return open(text);
  }
  return { text, complete: true };
}

/** Go would need gigabytes for more. */
const MAX_TEXT = 2 ** 24;

function repeatText(node: Repeat): LiteralPrefix {
  const { min, max, sub } = node;
  if (simplifiesToEmpty(node)) return EMPTY;
  if (min === 0) return open('');
  const first = leadingText(sub);
  if (!first.complete) return first;
  if (first.text.length * min > MAX_TEXT) return open(first.text);
  const text = first.text.repeat(min);
  const endsThere = max === min || ((max === -1 || max === min + 1) && simplifiesToEmpty(sub));
  return { text, complete: endsThere };
}

function startsAtBeginOfText(node: Node): boolean {
  switch (node.op) {
    case 'begin-text':
      return true;
    case 'concat': {
      const first = node.subs.at(0);
      return first !== undefined && startsAtBeginOfText(first);
    }
    case 'plus':
      return startsAtBeginOfText(node.sub);
    case 'repeat':
      return node.min > 0 && startsAtBeginOfText(node.sub);
    default:
      return false;
  }
}

function onePassPrefix(program: Program): LiteralPrefix {
  let at = program.out(program.start);
  while (program.op(at) === OP.nop) at = program.out(at);
  if (program.op(at) !== OP.rune) return open('');
  let text = '';
  while (program.op(at) === OP.rune && program.arg(at) !== REPLACEMENT) {
    text += runeText(program.arg(at));
    at = program.out(at);
  }
  const ends = isAssertion(program, at, 'end-text') && program.op(program.out(at)) === OP.match;
  return { text, complete: ends };
}
