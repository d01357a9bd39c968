// The facts and sections of docs/spec, by document.

import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

export const SPEC_FOLDER = 'docs/spec';

/** By a document's name, such as `engine.md`: the anchors of its facts and sections, such as `j4` and `3.6.3`. */
export type Specification = ReadonlyMap<string, ReadonlySet<string>>;

export function readSpecification(): Specification {
  const documents = [...specificationTexts()];
  return new Map(documents.map(([name, text]) => [name, new Set(anchorsOf(text))]));
}

/** The documents that have facts, which is all but the index. */
export function specificationTexts(): ReadonlyMap<string, string> {
  const names = fs.readdirSync(path.join(ROOT, SPEC_FOLDER)).filter((name) => name !== 'README.md');
  return new Map(
    names.map((name) => [name, fs.readFileSync(path.join(ROOT, SPEC_FOLDER, name), 'utf8')]),
  );
}

export function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, anchor = '']) => anchor);
}

/** Lines that begin with a number without an anchor of its own, and anchors before another number than theirs. */
export function wrongAnchors(markdown: string): readonly string[] {
  const bare = markdown.match(
    /^(?:#+ \d|- [A-Z]\d+[a-z]?\. |\| [A-Z]\d+[a-z]? +\||\d+\. (?!<a )).*/gm,
  );
  const anchored = markdown.matchAll(/<a id="([^"]*)"><\/a>((?:[A-Z]\d+[a-z]?|\d+(?:\.\d+)*)\b)/g);
  const others = [...anchored].filter(([, anchor, number = '']) => anchor !== number.toLowerCase());
  return [...(bare ?? []), ...others.map(([whole]) => whole)];
}
