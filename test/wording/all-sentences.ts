// Text of the snapshot: the sentences of all files, by the paths of the files.

import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { manifestSentences } from './manifest-sentences.ts';
import { schemaSentences } from './schema-sentences.ts';
import type { Sentence } from './sentence.ts';
import { sourceSentences } from './source-sentences.ts';

const HEADER = `Every sentence that a user can read, in the order of the sources and once for each file. What the
program fills in stands in braces, a part of a sentence below it, a further line of a text after a bar.
`;

/** Wherever there are sentences, and what finds them. */
const KINDS: readonly {
  glob: string;
  find: (file: string, text: string) => readonly Sentence[];
}[] = [
  { glob: 'package.json', find: (_, text) => manifestSentences(JSON.parse(text)) },
  { glob: 'src/**/*.proto', find: (_, text) => schemaSentences(text) },
  { glob: '{src,host,server,client,cli}/**/*.ts', find: sourceSentences },
];

export function allSentences(): string {
  const groups = KINDS.flatMap(({ glob, find }) =>
    fs
      .globSync(glob, { cwd: ROOT, exclude: ['**/generated/**'] })
      .map((file) => file.replaceAll(path.sep, '/'))
      .map((file) => ({
        file,
        sentences: find(file, fs.readFileSync(path.join(ROOT, file), 'utf8')),
      })),
  );
  const blocks = groups
    .filter(({ sentences }) => sentences.length > 0)
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, sentences }) => `${file}\n${listing(sentences)}`);
  return [HEADER, ...blocks].join('\n');
}

/** A sentence with its parts is listed once, however often it stands in a file. */
function listing(sentences: readonly Sentence[]): string {
  const wholes: string[] = [];
  for (const sentence of sentences) {
    const lines = linesOf(sentence);
    if (sentence.depth === 0) wholes.push(lines);
    else wholes.push((wholes.pop() ?? '') + lines);
  }
  return [...new Set(wholes)].join('');
}

function linesOf({ text, depth }: Sentence): string {
  const indent = '  '.repeat(depth + 1);
  const [first = '', ...others] = text.split(/\r?\n/);
  const lines = [`${indent}${first}`, ...others.map((line) => `${indent}| ${line}`.trimEnd())];
  return `${lines.join('\n')}\n`;
}
