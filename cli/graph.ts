// `luci-jobs graph`: who triggers whom, for programs that draw graphs.

import { type OverviewEntry, triggerOverview } from '../src/language/language.ts';
import { type ExitCode, parseArguments, UsageError } from './command.ts';
import { openFile } from './open-file.ts';
import { writePieces } from './output.ts';
import { terminalLine } from './terminal-text.ts';

export const usage = `Usage: luci-jobs graph [--format mermaid|dot] [FILE|DIRECTORY]

Writes the jobs and triggers of a config, and which of them start which, as a graph. '-' is standard
input; a directory, the current one if nothing is named, stands for the only config in it. A job that
is named and does not exist is drawn with dashes.

Options:
  --format mermaid  a flowchart of Mermaid, which GitHub and Markdown previews show (default)
  --format dot      a digraph of Graphviz: luci-jobs graph --format dot FILE | dot -Tsvg

Exit code: 0; 2 wrong usage or an unreadable file.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'mermaid' } },
  });
  const { format } = values;
  if (format !== 'mermaid' && format !== 'dot') {
    throw new UsageError(`unknown --format '${format}'; use mermaid or dot`);
  }
  const graph = graphOf(triggerOverview(await openFile(positionals), Date.now()));
  await writePieces(process.stdout, format === 'dot' ? asDot(graph) : asMermaid(graph));
  return 0;
}

interface GraphNode {
  readonly name: string;
  readonly id: string;
  readonly kind: 'job' | 'trigger' | 'unknown';
  readonly schedule: string | undefined;
}

interface Graph {
  readonly nodes: readonly GraphNode[];
  /** Names of nodes. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** Of entries with the same id the first is the one that is triggered. */
function graphOf(entries: readonly OverviewEntry[]): Graph {
  const nodes: GraphNode[] = [];
  const byId = new Map<string, string>();
  const add = (id: string, kind: GraphNode['kind'], schedule?: string): string => {
    const name = `n${nodes.length}`;
    nodes.push({ name, id, kind, schedule });
    if (id !== '' && !byId.has(id)) byId.set(id, name);
    return name;
  };
  const names = entries.map(({ id, kind, schedule }) =>
    add(id, kind, schedule === 'triggered' ? undefined : schedule),
  );
  const edges = entries.flatMap(({ triggers }, i) =>
    triggers.map((id) => [names[i] ?? '', byId.get(id) ?? add(id, 'unknown')] as const),
  );
  return { nodes, edges };
}

function labelOf({ id, schedule }: GraphNode): readonly string[] {
  return [id || '(no id)', ...(schedule === undefined ? [] : [schedule])].map(terminalLine);
}

function* asMermaid({ nodes, edges }: Graph): Generator<string> {
  yield 'flowchart LR\n';
  for (const node of nodes) {
    const label = `"${labelOf(node).map(mermaidText).join('<br>')}"`;
    const shape = node.kind === 'trigger' ? `([${label}])` : `[${label}]`;
    yield `  ${node.name}${shape}\n`;
    if (node.kind === 'unknown') yield `  style ${node.name} stroke-dasharray: 4\n`;
  }
  for (const [from, to] of edges) yield `  ${from} --> ${to}\n`;
}

/** Entities, so that nothing of it is taken for a mark, or for HTML. */
function mermaidText(text: string): string {
  return text.replace(/[#"&<>`\\[\](){}|]/g, (c) => `#${c.charCodeAt(0)};`);
}

function* asDot({ nodes, edges }: Graph): Generator<string> {
  yield 'digraph jobs {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const node of nodes) {
    const label = `label="${labelOf(node).map(dotText).join('\\n')}"`;
    const style = { job: '', trigger: ', shape=oval', unknown: ', style=dashed' }[node.kind];
    yield `  ${node.name} [${label}${style}];\n`;
  }
  for (const [from, to] of edges) yield `  ${from} -> ${to};\n`;
  yield '}\n';
}

function dotText(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}
