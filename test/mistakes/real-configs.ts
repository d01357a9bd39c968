// Configs that mistakes are put into: real ones where the corpus is at hand, and else the example.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { Source } from '../../src/text/source.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import type { FieldNode, ValueNode } from '../../src/textproto/tree.ts';
import { errorsIn } from '../marked-text.ts';

const CORPUS = process.env['LUCI_SCHEDULER_CORPUS'] ?? path.join(ROOT, '..', 'shared', 'corpus');

/** Larger ones say nothing new, and take their time. */
const MAX_LENGTH = 32_000;

/** A field of a config, wherever it is. */
export interface Field {
  readonly name: string;
  readonly node: FieldNode;
  /** Names of the fields around it, from the outside; empty for one of the whole config. */
  readonly within: readonly string[];
  /** The fields of the message it is in. */
  readonly siblings: readonly FieldNode[];
}

export interface Config {
  readonly file: string;
  readonly text: string;
  /** From top to bottom, those in a message right after the field that holds it. */
  readonly fields: readonly Field[];
}

/** True if the configs are those of the corpus. */
export const HAS_CORPUS = existsSync(CORPUS);

/** Those that the service accepts. */
export function validConfigs(): readonly Config[] {
  const names = HAS_CORPUS ? readdirSync(CORPUS).filter((name) => name.endsWith('.cfg')) : [];
  const files = names.map((name) => path.join(CORPUS, name));
  return [...files, path.join(ROOT, 'examples', 'demo', 'luci-scheduler.cfg')]
    .map((file) => ({
      file: path.basename(file),
      text: inTodaysNotation(readFileSync(file, 'utf8')),
    }))
    .filter(({ text }) => text.length <= MAX_LENGTH && errorsIn(text).length === 0)
    .map(({ file, text }) => ({ file, text, fields: fieldsOf(text) }));
}

/** Of most real configs, all that the service of today rejects is how they name buckets. */
function inTodaysNotation(text: string): string {
  return text.replace(/(bucket: ")luci\.[^."]+\./g, '$1');
}

function fieldsOf(text: string): readonly Field[] {
  const found: Field[] = [];
  const visit = (siblings: readonly FieldNode[], within: readonly string[]) => {
    for (const node of siblings) {
      const name = text.slice(node.name.start, node.name.end);
      found.push({ name, node, within, siblings });
      for (const value of valuesOf(node.value)) {
        if (value.kind === 'message') visit(value.fields, [...within, name]);
      }
    }
  };
  visit(parseTextproto(new Source(text)).fields, []);
  return found;
}

function valuesOf(value: ValueNode): readonly ValueNode[] {
  return value.kind === 'list' ? value.items : [value];
}
