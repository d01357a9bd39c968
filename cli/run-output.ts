// What a run shows as it goes on: the log as people read it, or events as JSON, one a line.

import type { RunnerEvent } from '../host/runner/runner.ts';
import type { Invocation } from '../src/engine/invocation/invocation.ts';
import { quotedValue } from '../src/golang/quoted-value.ts';
import { type InvocationId, jobNameOf } from '../src/task/ids.ts';
import type { Trigger } from '../src/task/request.ts';
import { isFinal } from '../src/task/status.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { terminalLog } from './terminal-log.ts';
import { terminalLine } from './terminal-text.ts';

/** Of one or several invocations; what it is told of one of them comes in order. */
export interface RunOutput {
  event(event: Extract<RunnerEvent, { readonly kind: 'changed' | 'log' }>, from: Invocation): void;
  /** An invocation has ended. Who got its triggers is what it was allocated with. */
  ended(invocation: Invocation): void;
}

export interface OutputOptions {
  /** Whether there may be several invocations, whose lines are to be told apart. */
  readonly isFollowing: boolean;
  /** Names of the jobs that get the triggers of an invocation, or would. */
  readonly receivers: (invocation: Invocation) => readonly string[];
  readonly write: (text: string) => void;
  /** Whether colours are shown. */
  readonly color: boolean;
}

/** Lines of logs, and at the end of an invocation its triggers, its status and its duration. */
export function textOutput({ isFollowing, receivers, write, color }: OutputOptions): RunOutput {
  const logs = new NewLines();
  const prefix = (invocation: Invocation) =>
    isFollowing ? `${terminalLine(jobNameOf(invocation.jobId))} ` : '';
  return {
    event: (event, invocation) => {
      const lines = logs.of(event);
      if (lines.length > 0) {
        const shown = terminalLog(lines.map((line) => `${line}\n`).join(''), color);
        write(isFollowing ? shown.replace(/^(?=.)/gm, () => prefix(invocation)) : shown);
      }
    },
    ended: (invocation) => {
      const to = receivers(invocation);
      const names = to.map(quotedValue).join(', ');
      for (const { id } of to.length > 0 ? invocation.outgoingTriggers : []) {
        const line = `Trigger ${id} for ${names}${isFollowing ? '' : ' (not sent)'}`;
        write(`${prefix(invocation)}${terminalLine(line)}\n`);
      }
      write(`${prefix(invocation)}${finalText(invocation)}\n`);
    },
  };
}

/** Events as one JSON object a line; see the usage of `luci-jobs run`. */
export function jsonOutput({ isFollowing, receivers, write }: OutputOptions): RunOutput {
  const logs = new NewLines();
  const statuses = new Map<InvocationId, string>();
  const say = (event: string, { id, jobId }: Invocation, more: object) =>
    write(
      `${JSON.stringify(wellFormed({ event, invocation: String(id), job: jobId, ...more }), jsonValue)}\n`,
    );
  return {
    event: (event, invocation) => {
      if (event.kind === 'changed') {
        const { status, incomingTriggers, viewUrl } = event.record.invocation;
        const known = statuses.get(invocation.id);
        statuses.set(invocation.id, status);
        if (known === undefined) {
          say('started', invocation, { status, triggers: incomingTriggers.map(triggerJson) });
        } else if (known !== status && !isFinal(status)) {
          say('status', invocation, { status, ...(viewUrl !== '' && { viewUrl }) });
        }
      }
      for (const line of logs.of(event)) say('log', invocation, { line });
    },
    ended: (invocation) => {
      const to = receivers(invocation);
      for (const trigger of invocation.outgoingTriggers) {
        say('trigger', invocation, { trigger: triggerJson(trigger), to, sent: isFollowing });
      }
      const { status, viewUrl } = invocation;
      const durationMs = durationOf(invocation);
      say('ended', invocation, { status, durationMs, ...(viewUrl !== '' && { viewUrl }) });
    },
  };
}

/** Such as `SUCCEEDED in 1.203 s`. */
function finalText(invocation: Invocation): string {
  return `${invocation.status} in ${durationOf(invocation) / 1000} s`;
}

function durationOf({ started, finished }: Invocation): number {
  return (finished ?? started) - started;
}

/** As scheduler.Trigger has it in the JSON of protobuf (managers.md 5.5), with the time at which it was created. */
function triggerJson({ id, created, title, url, payload }: Trigger): object {
  const { kind, ...fields } = payload ?? {};
  return {
    id,
    created: new Date(created).toISOString(),
    ...(title && { title }),
    ...(url && { url }),
    ...(kind !== undefined && { [kind]: fields }),
  };
}

function jsonValue(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Of logs that grow, each line once, whole. */
class NewLines {
  readonly #shown = new Map<InvocationId, string>();

  of(event: Parameters<RunOutput['event']>[0]): readonly string[] {
    if (event.kind !== 'log') return [];
    const shown = this.#shown.get(event.id) ?? '';
    // What is stored in the end may have been cut; all of it has been shown then.
    const log = shown.slice(0, event.start) + event.text;
    this.#shown.set(event.id, log);
    if (!log.startsWith(shown)) return [];
    const lines = log.slice(shown.length).replaceAll('\r\n', '\n').split('\n');
    return lines.slice(0, -1); // Whole lines: nothing is behind the last line feed.
  }
}
