// Citations of docs/spec in sources and pages, and the check that what they cite exists. The convention is in
// docs/spec/README.md.

import { type Passage, passagesOf } from './passages.ts';
import { SPEC_FOLDER, type Specification } from './specification.ts';

export interface Citation {
  readonly file: string;
  readonly line: number;
  /** A fact or a section, as written. */
  readonly number: string;
  /** What is cited, such as `engine.md J4`; undefined if something is wrong. */
  readonly target: string | undefined;
  readonly problem: string | undefined;
}

export interface CitingFile {
  /** Relative to the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export function citationsIn(file: CitingFile, spec: Specification): readonly Citation[] {
  const passages = passagesIn(file);
  const documents = ownDocuments(file, passages, spec);
  return passages.flatMap((passage) => citationsOf(passage, file, documents, spec));
}

/** Comments that say nothing but which facts they follow, as `file:line comment`. */
export function bareCitations(file: CitingFile, spec: Specification): readonly string[] {
  const passages = passagesIn(file);
  const documents = ownDocuments(file, passages, spec);
  return passages
    .filter(
      ({ kind, text }) => kind === 'comment' && !/\p{L}/u.test(text.replace(SAYS_NOTHING, '')),
    )
    .filter((passage) => citationsOf(passage, file, documents, spec).length > 0)
    .map(({ line, text }) => `${file.path}:${line} ${text.trim()}`);
}

/** @param documents what facts without a document belong to */
function citationsOf(
  passage: Passage,
  file: CitingFile,
  documents: readonly string[],
  spec: Specification,
): readonly Citation[] {
  const mentions = [
    ...fullMentions(passage).map(({ document, ...mention }) => ({ ...mention, from: [document] })),
    ...bareMentions(file, passage, documents, spec).map((mention) => ({
      ...mention,
      from: documents,
    })),
  ];
  return mentions.map(({ number, offset, from }) => ({
    file: file.path,
    line: passage.line + passage.text.slice(0, offset).split('\n').length - 1,
    number,
    ...resolve(number, from, spec),
  }));
}

const FACT = '[A-Z]\\d{1,2}[a-z]?';
const SECTION = '\\d{1,2}(?:\\.\\d{1,2})+[a-z]?';
const SEPARATOR = '(?:,?\\s+(?:and\\s+|to\\s+)?|–|/)';
const ONE = `§?(?:${FACT}|${SECTION})(?!\\w)`;
/** After a document, a section may be as short as `5`. */
const FULL = new RegExp(
  `(?<![\\w-])([a-z-]+\\.md)\\s+((?:§?\\d{1,2}(?![\\w.]*\\w)|${ONE})(?:${SEPARATOR}${ONE})*)`,
  'g',
);
const IN_PARENTHESES = new RegExp(
  `(?<=\\()(?:${SECTION}\\s+)?${FACT}(?!\\w)(?:${SEPARATOR}${ONE})*`,
  'g',
);
/** In the specification itself: `(5.7)`. */
const OWN_SECTION = new RegExp(`(?<=\\()§?${SECTION}(?=\\))`, 'g');
const AT_START = new RegExp(`(?<=^\\s*(?:Rules?\\s+)?)${FACT}(?!\\w)(?:${SEPARATOR}${ONE})*`, 'g');
const ANYWHERE = new RegExp(`(?<![\\w+%.$\\\\-])${FACT}(?!\\w)`, 'g');
const NUMBER = new RegExp(`${FACT}|\\d{1,2}(?:\\.\\d{1,2})*[a-z]?`, 'g');
const SAYS_NOTHING = new RegExp(
  `[a-z-]+\\.md|${FACT}|${SECTION}|\\b(?:and|to|spec|[Rr]ules?)\\b`,
  'g',
);

interface Mention {
  readonly offset: number;
  readonly number: string;
}

function fullMentions({ text }: Passage): readonly (Mention & { readonly document: string })[] {
  return [...text.matchAll(FULL)].flatMap((match) => {
    const [whole, document = '', numbers = ''] = match;
    const start = match.index + whole.length - numbers.length;
    return numbersIn(numbers, start).map((mention) => ({ ...mention, document }));
  });
}

function bareMentions(
  file: CitingFile,
  { kind, text }: Passage,
  documents: readonly string[],
  spec: Specification,
): readonly Mention[] {
  // Strings of tests may be titles; those of other sources cite only by a document's name.
  if (kind === 'string' && !isPage(file) && !file.path.startsWith('test/')) return [];
  const rest = text.replace(FULL, blank).replace(/`[^`\n]*`/g, blank);
  if (kind === 'string') {
    const own = isSpecification(file) ? mentionsOf(OWN_SECTION, rest) : [];
    return [...own, ...mentionsOf(IN_PARENTHESES, rest)];
  }
  const mentions = [IN_PARENTHESES, AT_START].flatMap((pattern) => mentionsOf(pattern, rest));
  const letters = new Set(documents.flatMap((name) => [...(spec.get(name) ?? [])].map(letterOf)));
  const known = new Set(mentions.map(({ offset }) => offset));
  const others = mentionsOf(ANYWHERE, rest).filter(
    ({ offset, number }) => !known.has(offset) && letters.has(letterOf(number)),
  );
  return [...mentions, ...others];
}

function mentionsOf(pattern: RegExp, text: string): readonly Mention[] {
  return [...text.matchAll(pattern)].flatMap((match) => numbersIn(match[0], match.index));
}

function numbersIn(text: string, start: number): readonly Mention[] {
  return [...text.matchAll(NUMBER)].map(({ 0: number, index }) => ({
    number,
    offset: start + index,
  }));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function letterOf(number: string): string {
  return number.charAt(0).toLowerCase();
}

function resolve(number: string, documents: readonly string[], spec: Specification) {
  const holders = documents.filter((name) => spec.get(name)?.has(number.toLowerCase()));
  const [holder] = holders;
  if (holders.length === 1) return { target: `${holder} ${number}`, problem: undefined };
  return { target: undefined, problem: problemOf(number, documents, holders, spec) };
}

function problemOf(
  number: string,
  documents: readonly string[],
  holders: readonly string[],
  spec: Specification,
): string {
  if (holders.length > 1) return `${holders.join(' and ')} both have ${number}: name one`;
  const [first] = documents;
  if (first === undefined) return `${number} is of no document: name one`;
  const unknown = documents.find((name) => !spec.has(name));
  if (unknown !== undefined) return `${SPEC_FOLDER} has no ${unknown}`;
  return `no ${number} in ${documents.join(', ')}`;
}

/** What facts without a document belong to. */
function ownDocuments(
  file: CitingFile,
  passages: readonly Passage[],
  spec: Specification,
): readonly string[] {
  if (isSpecification(file)) return [file.path.slice(SPEC_FOLDER.length + 1)];
  const opening = passages.filter(({ opens }) => opens).map(({ text }) => text);
  const named = documentsIn(opening, spec);
  return named.length > 0
    ? named
    : documentsIn(
        passages.map(({ text }) => text),
        spec,
      );
}

function documentsIn(texts: readonly string[], spec: Specification): readonly string[] {
  const names = texts.flatMap((text) => text.match(/(?<![\w-])[a-z-]+\.md\b/g) ?? []);
  return [...new Set(names)].filter((name) => spec.has(name));
}

function passagesIn(file: CitingFile): readonly Passage[] {
  if (isPage(file))
    return [{ kind: 'string', line: 1, text: withoutCode(file.text), opens: false }];
  return passagesOf(file.text);
}

function isPage({ path }: CitingFile): boolean {
  return path.endsWith('.md');
}

function isSpecification({ path }: CitingFile): boolean {
  return path.startsWith(`${SPEC_FOLDER}/`);
}

/** Markdown without code blocks and anchors. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, blank).replace(/<a id="[^"]*"><\/a>/g, blank);
}
