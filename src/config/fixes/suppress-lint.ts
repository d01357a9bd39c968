// Comments that switch a lint off: for the job or trigger that it is about, or for the whole file.

import type { ProjectConfigDocument } from '../document/project-config-document.ts';
import type { Finding } from '../finding.ts';
import { isLintCode } from '../finding-codes.ts';
import type { DocumentEdit, QuickFix } from './fix.ts';

/** Empty for what is not a lint: the service rejects that, whatever a comment says. Never preferred. */
export function suppressions(
  document: ProjectConfigDocument,
  { code, range }: Finding,
): readonly QuickFix[] {
  const isForeign = code.includes('/lint-') && document.options.registry.hasCode(code);
  if (!isLintCode(code) && !isForeign) return [];
  const forEntry = suppressedInEntry(document, code, range.start.line, range.start.character);
  return [
    ...(forEntry ? [forEntry] : []),
    {
      title: `Switch off ${code} in this file`,
      edits: [aboveFile(document, code)],
      isPreferred: false,
    },
  ];
}

/** A comment in the line above the entry, if the entry begins its line: one in the middle is about the first of the line. */
function suppressedInEntry(
  document: ProjectConfigDocument,
  code: string,
  atLine: number,
  atCharacter: number,
): QuickFix | undefined {
  const { part, line: partLine } = document.partAt({ line: atLine, character: atCharacter });
  const entry = part.entries.find(({ span }) => {
    const { start, end } = part.range(span, partLine);
    const isAfter =
      atLine > start.line || (atLine === start.line && atCharacter >= start.character);
    return isAfter && (atLine < end.line || (atLine === end.line && atCharacter <= end.character));
  });
  if (!entry) return undefined;
  const { start } = part.range(entry.span, partLine);
  const lineStart = entry.span.start - start.character;
  const indent = part.text.slice(lineStart, entry.span.start);
  if (indent.trim() !== '') return undefined;
  const above =
    lineStart > 0 ? lineBefore(part.text, lineStart) : lastLineBefore(document, partLine);
  const title = `Switch off ${code} for this ${entry.kind}`;
  const list = /^\s*#+\s*lint-disable\s*:.*\S/.exec(above ?? '')?.[0];
  if (list !== undefined) {
    const at = { line: start.line - 1, character: list.length };
    return {
      title,
      edits: [{ range: { start: at, end: at }, newText: `, ${code}` }],
      isPreferred: false,
    };
  }
  const at = { line: start.line, character: 0 };
  const newText = `${indent}# lint-disable: ${code}${lineEndOf(part.text)}`;
  return { title, edits: [{ range: { start: at, end: at }, newText }], isPreferred: false };
}

function lineBefore(text: string, lineStart: number): string {
  const end = text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}

/** The last line of the part before the one that begins at a line. */
function lastLineBefore(document: ProjectConfigDocument, line: number): string | undefined {
  if (line === 0) return undefined;
  const { text } = document.partAt({ line: line - 1, character: 0 }).part;
  return lineBefore(text, text.length);
}

/** At the end of the comment that the file begins with, or else above all of it. */
function aboveFile(document: ProjectConfigDocument, code: string): DocumentEdit {
  const { text } = document.partAt({ line: 0, character: 0 }).part;
  const lines = text.split('\n', MAX_HEADER);
  let header = 0;
  while (/^\s*#/.test(lines[header] ?? '') && header < lines.length - 1) {
    const list = /^\s*#+\s*lint-disable-file\s*:.*\S/.exec(lines[header] ?? '')?.[0];
    if (list !== undefined) {
      const at = { line: header, character: list.length };
      return { range: { start: at, end: at }, newText: `, ${code}` };
    }
    header++;
  }
  const at = { line: header, character: 0 };
  return {
    range: { start: at, end: at },
    newText: `# lint-disable-file: ${code}${lineEndOf(text)}`,
  };
}

/** Lines of the comment at the beginning of a file that are looked at. */
const MAX_HEADER = 200;

function lineEndOf(text: string): string {
  return text.slice(0, 1000).includes('\r\n') ? '\r\n' : '\n';
}
