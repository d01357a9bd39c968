// `luci-jobs run`: one job on this machine, its log on standard output.

import { standaloneJob } from '../client/runner/standalone-job.ts';
import { ProjectConfigDocument } from '../src/config/project-config-document.ts';
import { DEFAULT_PROJECT_ID } from '../src/language/project-id.ts';
import { type RunTarget, runTarget } from '../src/language/run-target.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { StructValue } from '../src/task/request.ts';
import { checkedProject, type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { findingText, linesOf } from './finding-text.ts';
import { runInvocation } from './run-invocation.ts';
import { terminalText, wantsColor } from './terminal-text.ts';

export const usage = `Usage: luci-jobs run [--project ID] [--property K=V]... FILE JOB

Runs the job with the id JOB once, now, on this machine, and shows its log; times are UTC.
noop and url_fetch jobs can run here. Its schedule is ignored and it triggers no other job.
'-' as FILE is standard input.

Options:
  --project ID     LUCI project the file belongs to (default: ${DEFAULT_PROJECT_ID})
  --property K=V   property of the request; V is JSON, or else a string as it stands

Ctrl-C aborts the invocation, a second Ctrl-C leaves at once.

Exit code: 0 SUCCEEDED; 1 any other end, or the job is invalid, disabled or of a kind that
cannot run here; 2 wrong usage, an unreadable file or no such job.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string', default: DEFAULT_PROJECT_ID },
      property: { type: 'string', multiple: true, default: [] },
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
  const config = ProjectConfigDocument.open(read.text, { project, registry: validationManagers() });
  const target = runTarget(config, job);
  switch (target.kind) {
    case 'unknown':
      return refuse(2, `${name} has no job '${job}'; ${hint(target)}`);
    case 'invalid': {
      const [lines, style] = [linesOf(read.text), { color: wantsColor(process.stderr) }];
      for (const finding of target.findings) {
        process.stderr.write(findingText(name, lines, finding, style));
      }
      return refuse(1, `'${job}' is invalid and cannot run`);
    }
    case 'disabled':
      return refuse(1, `'${job}' is disabled; take 'disabled: true' out of it to run it`);
    case 'unloadable':
      return refuse(1, `'${job}' has text that is not UTF-8, with which no service can load it`);
    case 'not-local':
      return refuse(
        1,
        `'${job}' is a ${target.entry.taskField} job; only noop and url_fetch run here`,
      );
    case 'runnable':
      break;
  }
  const { status } = await runInvocation(standaloneJob(target.definition), {
    triggeredBy: '',
    incomingTriggers: [],
    properties,
    tags: [],
  });
  return status === 'SUCCEEDED' ? 0 : 1;
}

function refuse(exitCode: ExitCode, reason: string): ExitCode {
  process.stderr.write(`luci-jobs run: ${terminalText(reason)}\n`);
  return exitCode;
}

/** How to go on from an id that is not there. */
function hint({ closest, ids }: Extract<RunTarget, { kind: 'unknown' }>): string {
  if (closest !== undefined) return `did you mean '${closest}'?`;
  if (ids.length === 0) return 'it has no jobs at all';
  const shown = ids.slice(0, 10).map((id) => `'${id}'`);
  return `it has ${[...shown, ...(ids.length > shown.length ? ['…'] : [])].join(', ')}`;
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
