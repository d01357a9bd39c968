// Sentences that a user can read, left out of mutation: test/wording/sentences.txt holds each of them word for word.

import type { Ignorer } from '@stryker-mutator/api/ignore';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Of Babel's syntax tree, for which Stryker's API has no type. */
type Literal =
  | { readonly type: 'StringLiteral'; readonly value: string }
  | {
      readonly type: 'TemplateLiteral';
      readonly quasis: readonly { readonly value: { readonly raw: string } }[];
    };

/** Stands between words; a code, a key or a path has none. */
const BLANK = /\s/;

const ignorer: Ignorer = {
  shouldIgnore(path) {
    const { node } = path as unknown as { readonly node: Literal | { readonly type: 'other' } };
    const sentence =
      (node.type === 'StringLiteral' && BLANK.test(node.value)) ||
      (node.type === 'TemplateLiteral' && node.quasis.some(({ value }) => BLANK.test(value.raw)));
    return sentence ? 'held by test/wording/sentences.txt' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'held-sentences', ignorer)];
