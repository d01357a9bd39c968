// A parse tree as a pattern in the plainest RE2 syntax, so that an engine with another version of
// Unicode or with other names for its classes matches what Go would.

import type { RuneSet } from './rune-set.ts';
import { FLAG, type Node } from './tree.ts';
import { foldOrbit } from './unicode.ts';

/** A pattern without flags, groups that capture, or names of classes. */
export function toRe2(node: Node): string {
  switch (node.op) {
    case 'literal': {
      const fold = (node.flags & FLAG.foldCase) !== 0;
      const text = (rune: number): string =>
        fold ? `[${foldOrbit(rune).map(escapeRune).join('')}]` : escapeRune(rune);
      return [...node.runes].map(text).join('');
    }
    case 'class':
      return classText(node.set);
    case 'capture':
      return group(node.sub);
    case 'star':
    case 'plus':
    case 'quest':
      return group(node.sub) + OPERATORS[node.op];
    case 'repeat': {
      const max = node.max === -1 ? '' : node.max;
      return `${group(node.sub)}{${node.min},${max}}`;
    }
    case 'concat':
      return [...node.subs]
        .map((sub) => (sub.op === 'alternate' ? group(sub) : toRe2(sub)))
        .join('');
    case 'alternate':
      return [...node.subs].map(toRe2).join('|');
    default:
      return PLAIN[node.op];
  }
}

const OPERATORS = { star: '*', plus: '+', quest: '?' } as const;

const PLAIN = {
  empty: '(?:)',
  'begin-line': '(?m:^)',
  'end-line': '(?m:$)',
  'begin-text': '\\A',
  'end-text': '\\z',
  'word-boundary': '\\b',
  'no-word-boundary': '\\B',
} as const;

function group(node: Node): string {
  return `(?:${toRe2(node)})`;
}

function escapeRune(rune: number): string {
  const text = String.fromCodePoint(rune);
  return /[0-9A-Za-z]/.test(text) ? text : `\\x{${rune.toString(16)}}`;
}

function classText({ ranges }: RuneSet): string {
  if (ranges.length === 0) return '[^\\x00-\\x{10FFFF}]';
  let text = '';
  for (let i = 0; i < ranges.length; i += 2) {
    text += `${escapeRune(ranges[i] ?? 0)}-${escapeRune(ranges[i + 1] ?? 0)}`;
  }
  return `[${text}]`;
}
