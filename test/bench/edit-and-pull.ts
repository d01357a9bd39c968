// Time from an edit of a large config to the diagnostics after it, through a language server in a process of its own.

import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { benchServer } from './bench-server.ts';

const URI = 'file:///luci-scheduler.cfg';

export interface EditsAndPulls {
  /** Milliseconds from the opening to the first diagnostics. */
  readonly opened: number;
  /** Milliseconds of each edit and the pull after it. */
  readonly edits: readonly number[];
  /** Diagnostics of the last answer, and its length as JSON. */
  readonly diagnostics: number;
  readonly bytes: number;
}

/** @param count edits, each of an id, spread over `text`, which has one job in each of its lines of `id:` */
export async function editsAndPulls(text: string, count: number): Promise<EditsAndPulls> {
  const server = await benchServer({
    capabilities: { textDocument: { diagnostic: {} } },
    settings: { lints: {} },
  });
  const pull = () => server.request<DocumentDiagnosticReport>('textDocument/diagnostic', URI);
  const start = performance.now();
  await server.open(URI, text);
  let report = await pull();
  const opened = performance.now() - start;
  const lines = text.split('\n').flatMap((line, i) => (line.includes('id: "') ? [i] : []));
  const edits: number[] = [];
  for (let i = 0; i < count; i++) {
    const line = lines[Math.floor((lines.length * (i + 0.5)) / count)] ?? 0;
    const at = { line, character: '  id: "'.length };
    const before = performance.now();
    await server.change(URI, i + 2, { range: { start: at, end: at }, text: 'x' });
    report = await pull();
    edits.push(performance.now() - before);
  }
  await server.stop();
  const items = report.kind === 'full' ? report.items : [];
  return { opened, edits, diagnostics: items.length, bytes: JSON.stringify(report).length };
}

/** A config of about `size` characters in which nothing starts any of the jobs: a hint for each of them. */
export function configOfHints(size: number): string {
  const job = (n: number) =>
    `job {\n  id: "job-number-${n}"\n  noop {}\n  # ${'what it is for '.repeat(10)}\n}\n`;
  return Array.from({ length: Math.ceil(size / job(10_000).length) }, (_, n) => job(n)).join('');
}
