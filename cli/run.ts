// `luci-jobs run`: one job on this machine, its log on standard output.

import { localKinds } from '../host/runner/local-kinds.ts';
import {
  DEFAULT_PROJECT_ID,
  type Finding,
  openConfig,
  runRefusal,
  runTarget,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { StructValue } from '../src/task/request.ts';
import { checkedProject, type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { findingText, linesOf } from './finding-text.ts';
import { runInvocation } from './run-invocation.ts';
import { terminalLine, wantsColor } from './terminal-text.ts';

export const usage = `Usage: luci-jobs run [--project ID] [--property K=V]... [--store FILE] FILE JOB

Runs the job with the id JOB once, now, on this machine, and shows its log; times are UTC.
Only jobs whose task needs no other service can run here. The schedule is ignored, and no
other job is triggered.
'-' as FILE is standard input.

Options:
  --project ID     LUCI project the file belongs to (default: ${DEFAULT_PROJECT_ID})
  --property K=V   property of the request; V is JSON, or else taken as a plain string
  --store FILE     keep the invocation in FILE, a SQLite database that is made if it is not there. What
                   is in flight there goes on while this command runs. Two commands may share it.

Ctrl-C aborts the invocation; a second Ctrl-C quits at once. It is aborted as well when nobody reads
its log any more, as in luci-jobs run … | head -1.

Exit code: 0 SUCCEEDED; 1 any other final status, or the job is invalid, disabled or of a kind
that cannot run here; 2 wrong usage, an unreadable file or no such job.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string', default: DEFAULT_PROJECT_ID },
      property: { type: 'string', multiple: true, default: [] },
      store: { type: 'string' },
    },
  });
  const [file, job, ...rest] = positionals;
  if (file === undefined || job === undefined || rest.length > 0) {
    throw new UsageError('give one FILE and one JOB');
  }
  const project = checkedProject(values.project);
  const properties = parseProperties(values.property);

  const name = displayName(file);
  const read = await readConfig(file);
  if (!read.ok) return refuse(2, `cannot read ${name}: ${read.reason}`);
  const registry = validationManagers();
  const document = openConfig(read.text, { project }, registry);
  const target = runTarget(document, job, { runsHere: localKinds(registry) });
  if (target.kind !== 'runnable') {
    if (target.kind === 'invalid') showFindings(name, read.text, target.findings);
    return refuse(target.kind === 'unknown' ? 2 : 1, runRefusal(target, job).message);
  }
  const { status } = await runInvocation(target.definition, properties, values.store);
  return status === 'SUCCEEDED' ? 0 : 1;
}

function showFindings(name: string, text: string, findings: readonly Finding[]): void {
  const [lines, style] = [linesOf(text), { color: wantsColor(process.stderr) }];
  for (const finding of findings) process.stderr.write(findingText(name, lines, finding, style));
}

function refuse(exitCode: ExitCode, reason: string): ExitCode {
  process.stderr.write(`luci-jobs run: ${terminalLine(reason)}\n`);
  return exitCode;
}

function parseProperties(pairs: readonly string[]): Record<string, StructValue> {
  const properties = new Map<string, StructValue>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals);
    if (equals < 1) throw new UsageError(`--property '${pair}' is not of the form K=V`);
    if (properties.has(key)) throw new UsageError(`--property '${key}' is given twice`);
    properties.set(key, parsePropertyValue(pair.slice(equals + 1)));
  }
  return Object.fromEntries(properties);
}

function parsePropertyValue(text: string): StructValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
