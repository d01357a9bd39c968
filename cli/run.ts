// `luci-jobs run`: one job on this machine, or one and those that its triggers start; logs on standard output.

import path from 'node:path';
import { localHost } from '../host/node/local-host.ts';
import { destinationsOf } from '../host/runner/destinations.ts';
import { projectFileAbove } from '../server/project-files.ts';
import {
  DEFAULT_PROJECT_ID,
  type Finding,
  idsInWords,
  openConfig,
  runRefusal,
  runTarget,
  triggeredJobs,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import { commitTrigger } from '../src/task/gitiles/commit-trigger.ts';
import { jobNameOf } from '../src/task/ids.ts';
import type { EmittedTrigger, StructValue } from '../src/task/request.ts';
import type { World } from '../src/task/world.ts';
import { errorText } from '../src/text/wording.ts';
import { checkedProject, type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { findingText, linesOf } from './finding-text.ts';
import { newestCommit } from './newest-commit.ts';
import { builderRows, commandBuilds } from './run-builders.ts';
import { commandDecisions } from './run-hosts.ts';
import { runInvocation } from './run-invocation.ts';
import { jsonOutput, textOutput } from './run-output.ts';
import { type CommitName, parseCommit, parseTrigger } from './run-triggers.ts';
import { terminalLine, wantsColor } from './terminal-text.ts';

export const usage = `Usage: luci-jobs run [OPTION]... FILE JOB

Runs the job or trigger with the id JOB once, now, on this machine, and shows its log; times are UTC.
The schedule is ignored. '-' as FILE is standard input.

What it is given:
  --project ID         LUCI project the file belongs to (default: that of the nearest .luci-jobs.json, or
                       else ${DEFAULT_PROJECT_ID})
  --property K=V       property of the request; V is JSON, or else taken as a plain string
  --trigger JSON       as if this trigger had come, such as {"id": "a", "noop": {"data": ""}}: one of
                       cron, webui, noop, gitiles and buildbucket, with the fields of scheduler.Trigger
  --commit REPO@REF[:REV]
                       as if a poller had seen this commit; a REF without refs/ is a branch, and without
                       REV it is the newest commit there
  Both may be repeated; the last one is the newest.

Where its requests go:
  --host HOST=TARGET   may be repeated. HOST is a host, as example.com or *.example.com, or a repository,
                       as chromium.googlesource.com/chromium/src. TARGET is
                         a folder            of a git repository on this machine, which answers as Gitiles would
                         emulator            Buildbucket as it is emulated here
                         network             the host itself, without an account
                         network+luci-auth   the host itself, with a token of luci-auth, over https alone
                         refuse              nothing is sent
  Of several the one that says most about a host counts. Without one, builds are emulated, this machine
  may be asked, and for every other host you are asked in the terminal; without one, nothing is sent.

What becomes of builds:
  --builder BUILDER=PLAN
                       may be repeated. BUILDER is PROJECT/BUCKET/BUILDER, in which * stands for any part.
                       PLAN is a command, which runs on this machine in place of the builder, or how a build
                       is to end that is only modelled, and after how many seconds: SUCCESS, FAILURE:2.5,
                       INFRA_FAILURE, CANCELED. Without one, builds succeed after 5 seconds.

What is started by it:
  --follow-triggers    run the jobs that get its triggers, too, by their triggering policies, and wait for
                       them. Without it, the triggers are shown and sent to nobody.

Where it is kept and shown:
  --store FILE         keep invocations in FILE, a SQLite database that is made if it is not there. What
                       is in flight there goes on while this command runs. Two commands may share it.
  --format text        logs, then the triggers, the status and the duration (default)
  --format json        one JSON object a line, each with "event", "invocation" and "job":
                         started {status, triggers}, log {line}, status {status, viewUrl},
                         trigger {trigger, to, sent}, ended {status, durationMs, viewUrl}

Ctrl-C aborts what runs; a second Ctrl-C quits at once. It is aborted as well when nobody reads
its log any more, as in luci-jobs run … | head -1.

Exit code: 0 all SUCCEEDED; 1 any other final status, or the job is invalid or disabled; 2 wrong usage, an
unreadable file or no such job.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { file, job, project, isFollowing, store, output, given, rows, decisions } = parse(args);
  const name = displayName(file);
  const read = await readConfig(file);
  if (!read.ok) return refuse(2, `cannot read ${name}: ${read.reason}`);
  const registry = validationManagers();
  const found = projectFileAbove(path.dirname(path.resolve(file === '-' ? '' : file)));
  if (found.problem !== undefined) return refuse(2, `cannot use ${found.path}: ${found.problem}`);
  const settings = { project: project ?? found.file.project ?? DEFAULT_PROJECT_ID };
  const document = openConfig(read.text, settings, registry);
  const options = { runsHere: registry.taskFields() };
  if (job === undefined) {
    throw new UsageError(`give one FILE and one JOB. ${idsInWords(document.ids())}`);
  }
  const target = runTarget(document, job, options);
  if (target.kind !== 'runnable') {
    if (target.kind === 'invalid') showFindings(name, read.text, target.findings);
    return refuse(target.kind === 'unknown' ? 2 : 1, runRefusal(target, job).message);
  }
  const { definition } = target;
  const triggered = triggeredJobs(document, definition, options);
  for (const refusal of isFollowing ? triggered.refusals : []) refuse(1, refusal);
  const receivers = isFollowing ? triggered.definitions : [];
  const definitions = new Map(
    [definition, ...triggered.definitions].map((one) => [one.jobId, one]),
  );
  const { world, companion } = localHost({
    decisions,
    builds: commandBuilds(store),
    rows: () => rows,
    // Whoever has written the option has seen the command.
    mayRun: async () => true,
  });
  const newest = await commitTriggers(world, given.commits);
  if (typeof newest === 'string') return refuse(1, newest);
  // Commits come last: they are more often the reason for a run.
  const triggers = [...given.triggers, ...newest];
  const run = { definition, receivers, properties: given.properties, triggers };
  await decisions.askAhead(destinationsOf(registry, run));
  const invocations = await runInvocation({
    world,
    companion,
    run,
    store,
    output: output({
      isFollowing,
      receivers: ({ jobId }) =>
        (definitions.get(jobId)?.triggeredJobIds ?? [])
          .filter((id) => !isFollowing || definitions.has(id))
          .map(jobNameOf),
      write: (text) => process.stdout.write(text),
      color: wantsColor(process.stdout),
    }),
  });
  return invocations.every(({ status }) => status === 'SUCCEEDED') ? 0 : 1;
}

/** @throws UsageError */
function parse(args: readonly string[]) {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      property: { type: 'string', multiple: true, default: [] },
      trigger: { type: 'string', multiple: true, default: [] },
      commit: { type: 'string', multiple: true, default: [] },
      host: { type: 'string', multiple: true, default: [] },
      builder: { type: 'string', multiple: true, default: [] },
      'follow-triggers': { type: 'boolean', default: false },
      store: { type: 'string' },
      format: { type: 'string', default: 'text' },
    },
  });
  const [file, job, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('give one FILE and one JOB');
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && file !== '-';
  return {
    file,
    /** Undefined if none is named: whoever has read the file says which there are. */
    job,
    project: values.project === undefined ? undefined : checkedProject(values.project),
    isFollowing: values['follow-triggers'],
    store: values.store,
    output: outputOf(values.format),
    given: {
      properties: parseProperties(values.property),
      triggers: values.trigger.map((text, index) => parseTrigger(text, `by-hand-${index + 1}`)),
      commits: values.commit.map(parseCommit),
    },
    rows: builderRows(values.builder),
    decisions: commandDecisions(values.host, canAsk),
  };
}

function outputOf(format: string): typeof textOutput {
  if (format === 'text') return textOutput;
  if (format === 'json') return jsonOutput;
  throw new UsageError(`unknown --format '${format}'; use text or json`);
}

/** The triggers of `--commit`, or a sentence that says why there is none. */
async function commitTriggers(
  world: World,
  commits: readonly CommitName[],
): Promise<readonly EmittedTrigger[] | string> {
  const triggers: EmittedTrigger[] = [];
  for (const { repo, ref, revision } of commits) {
    try {
      const log = (line: string) => void process.stderr.write(`${terminalLine(line)}\n`);
      const known = revision ?? (await newestCommit(world, repo, ref, log));
      triggers.push(commitTrigger(repo, ref, known));
    } catch (error) {
      return `--commit ${repo}@${ref}: ${errorText(error)}`;
    }
  }
  return triggers;
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
