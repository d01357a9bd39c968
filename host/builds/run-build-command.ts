// A build as a real command: its folder, its environment, its streams, its end.
//
// The command is started as the service's agent starts a luciexe (luci-go, luciexe/doc.go): in an empty folder, with the
// build on its standard input, a LUCI_CONTEXT, an empty folder for temporary files, and a place for streams of LogDog.
// A plain program need not know any of that.

import fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { BuildOutcome } from '../../src/emulators/buildbucket/build-plan.ts';
import type { Build } from '../../src/schema/generated/messages.ts';
import { isEndedBuildStatus } from '../../src/task/buildbucket/build-status.ts';
import type { Clock } from '../../src/task/world.ts';
import { errorText } from '../../src/text/wording.ts';
import { GRACE_MS, type ProcessEnd, runProcess } from '../processes/run-process.ts';
import { buildEnvironment, luciContext } from './build-environment.ts';
import { type BuildFolder, endBuildFolder, makeBuildFolder } from './build-folder.ts';
import {
  builderName,
  buildJson,
  buildMessage,
  readBuildJson,
  readBuildMessage,
} from './build-messages.ts';
import { buildOutcome, type ReportedEnd } from './build-outcome.ts';
import { BuildOutput } from './build-output.ts';
import { asksForOutput, commandText, filledIn } from './command-words.ts';
import { ReportedBuild } from './reported-build.ts';
import { folderFailure, signalSentence, startFailure } from './start-failure.ts';
import { type StreamServer, serveStreams } from './stream-server.ts';

export interface BuildHost {
  readonly clock: Clock;
  /** See `ProcessOptions`. */
  readonly guard: string;
  /** Absolute; where builds have their folders. Made if it is not there. */
  readonly base: string;
  /** Absolute; the folder that the user works in. Default: that of this process. */
  readonly workspace?: string;
  /** The environment that commands get, and more. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** See `ProcessOptions`. */
  readonly graceMs?: number;
}

/** Whom a build tells how it goes. */
export interface BuildListener {
  /** A line of the log, without a line feed. */
  readonly log: (line: string) => void;
  /** The build as the program describes it: its steps, its output and its summary count, and its status does not. */
  readonly update: (build: Build) => void;
}

/** How long streams are read on after the end of all that has opened them, in milliseconds. */
const STREAM_PATIENCE_MS = 1_000;

/**
 * Runs a command in place of a builder, and resolves with how the build has ended when nothing of the command lives any
 * more. Never rejects: what goes wrong is a sentence in the log, and INFRA_FAILURE.
 *
 * @param command see `readCommandLine`; words in it are filled in, see `filledIn`
 * @param signal cancels the build: its processes have `graceMs` to end
 */
export async function runBuildCommand(
  host: BuildHost,
  command: readonly string[],
  build: Build,
  listener: BuildListener,
  signal: AbortSignal,
): Promise<BuildOutcome> {
  let folder: BuildFolder;
  try {
    folder = await preparedFolder(host, build);
  } catch (error) {
    listener.log(folderFailure(host.base, error));
    return 'INFRA_FAILURE';
  }
  try {
    return await new CommandRun(host, command, folder, listener, signal).run();
  } catch (error) {
    listener.log(`The build could not be run: ${errorText(error)}.`);
    return 'INFRA_FAILURE';
  } finally {
    await endBuildFolder(folder);
  }
}

async function preparedFolder(
  { base, graceMs = GRACE_MS }: BuildHost,
  build: Build,
): Promise<BuildFolder> {
  const folder = await makeBuildFolder(base, String(build.id), builderName(build));
  await writeFile(folder.buildJson, buildJson(build));
  await writeFile(folder.buildMessage, buildMessage(build));
  await writeFile(folder.luciContext, luciContext(folder.cache, graceMs));
  return folder;
}

class CommandRun {
  readonly #host: BuildHost;
  readonly #command: readonly string[];
  readonly #asksForOutput: boolean;
  readonly #folder: BuildFolder;
  readonly #listener: BuildListener;
  readonly #signal: AbortSignal;
  readonly #output: BuildOutput;
  readonly #reported = new ReportedBuild();
  /** Ends the program: somebody has canceled the build, or it does not keep to the protocol. */
  readonly #stop = new AbortController();
  #isViolation = false;

  constructor(
    host: BuildHost,
    command: readonly string[],
    folder: BuildFolder,
    listener: BuildListener,
    signal: AbortSignal,
  ) {
    this.#host = host;
    this.#folder = folder;
    this.#listener = listener;
    this.#signal = signal;
    this.#asksForOutput = asksForOutput(command);
    const workspaceFolder = host.workspace ?? process.cwd();
    this.#command = filledIn(command, { workspaceFolder, buildOutput: folder.output });
    this.#output = new BuildOutput(folder.log, listener.log);
  }

  async run(): Promise<BuildOutcome> {
    const { log } = this.#listener;
    log(`Running ${commandText(this.#command)} in ${this.#folder.work}`);
    const onCancel = () => {
      log(`The build is canceled: ${this.#program} is told to end`);
      this.#stop.abort();
    };
    if (this.#signal.aborted) this.#stop.abort();
    else this.#signal.addEventListener('abort', onCancel, { once: true });
    try {
      const streams = await serveStreams({
        onLine: (stream, line) => this.#output.add(`[${stream}] ${line}`),
        onBuild: (message) => this.#take(message),
        onViolation: (sentence) => this.#violate(sentence),
      });
      const end = await this.#runProcess(streams);
      await streams.close(this.#host.clock.sleep(STREAM_PATIENCE_MS));
      await this.#output.end();
      return await this.#outcome(end, streams.hasBuild());
    } finally {
      this.#signal.removeEventListener('abort', onCancel);
    }
  }

  get #program(): string {
    return this.#command[0] ?? '';
  }

  async #runProcess(streams: StreamServer): Promise<ProcessEnd> {
    const { clock, guard, workspace, env = process.env, graceMs } = this.#host;
    const input = fs.openSync(this.#folder.buildMessage, 'r');
    try {
      return await runProcess({
        clock,
        guard,
        input,
        command: this.#command,
        folder: this.#folder.work,
        env: buildEnvironment(env, this.#folder, streams, workspace),
        onLine: (line) => this.#output.add(line),
        signal: this.#stop.signal,
        ...(graceMs !== undefined && { graceMs }),
      });
    } finally {
      fs.closeSync(input);
    }
  }

  async #outcome(end: ProcessEnd, hasBuild: boolean): Promise<BuildOutcome> {
    if (end.kind === 'not-started') {
      if (this.#signal.aborted) return 'CANCELED';
      this.#listener.log(this.#startFailure(end.code));
      return 'INFRA_FAILURE';
    }
    const isCanceled = this.#signal.aborted;
    const isViolation = this.#isViolation;
    if (!isCanceled && !isViolation) this.#logEnd(end);
    const reported = isViolation ? NOTHING_REPORTED : await this.#reportedEnd(hasBuild);
    return buildOutcome({ end, isCanceled, isViolation, reported });
  }

  #startFailure(code: string): string {
    const { env = process.env } = this.#host;
    return startFailure({
      command: this.#command,
      folder: this.#folder.work,
      code,
      platform: process.platform,
      searchPath: searchPathOf(env),
    });
  }

  #logEnd(end: Exclude<ProcessEnd, { kind: 'not-started' }>): void {
    const { log } = this.#listener;
    if (end.kind === 'killed') log(signalSentence(this.#program, end.signal));
    else if (end.kind === 'exited') log(`${this.#program} ended with exit code ${end.code}`);
    else {
      const reason = end.reason === '' ? '' : `: ${end.reason}`;
      log(
        `The process that watches over ${this.#program} has ended, and so has the build${reason}`,
      );
    }
  }

  /** @param hasBuild the program has sent builds */
  async #reportedEnd(hasBuild: boolean): Promise<ReportedEnd> {
    if (!hasBuild && !this.#asksForOutput) return { kind: 'plain-program' };
    if (!hasBuild) await this.#readOutput();
    const { last } = this.#reported;
    const isFinal = last !== undefined && isEndedBuildStatus(last.status);
    if (!isFinal && !this.#signal.aborted) {
      this.#listener.log(
        last
          ? `${this.#program} did not say how the build has ended: a luciexe sets its status before it ends.`
          : `${this.#program} left no build behind: a luciexe says how it has ended.`,
      );
    }
    return last ? { kind: 'build', status: last.status } : NOTHING_REPORTED;
  }

  async #readOutput(): Promise<void> {
    try {
      this.#tell(readBuildJson(await readFile(this.#folder.output, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      this.#listener.log(`${this.#folder.output} is no build: ${errorText(error)}`);
    }
  }

  async #take(message: Uint8Array): Promise<void> {
    let build: Build;
    try {
      build = readBuildMessage(message);
    } catch (error) {
      this.#violate(`The program sent a build that cannot be read: ${errorText(error)}.`);
      return;
    }
    for (const line of this.#reported.take(build)) await this.#output.add(line);
    this.#listener.update(build);
  }

  #tell(build: Build): void {
    for (const line of this.#reported.take(build)) this.#listener.log(line);
    this.#listener.update(build);
  }

  /** What does not keep to the protocol is ended, as by the service's agent. */
  #violate(sentence: string): void {
    if (this.#isViolation) return;
    this.#isViolation = true;
    this.#listener.log(sentence);
    this.#stop.abort();
  }
}

const NOTHING_REPORTED: ReportedEnd = { kind: 'no-build' };

/** Windows does not care how the name is written. */
function searchPathOf(env: Readonly<Record<string, string | undefined>>): string {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH');
  return (name !== undefined && env[name]) || '';
}
