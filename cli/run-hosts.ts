// The host table of a command: its `--host` options, and what the user answers in the terminal.

import { createInterface } from 'node:readline';
import { shownName } from '../host/hosts/asked-host.ts';
import { HostDecisions } from '../host/hosts/host-decisions.ts';
import { type HostQuestion, type HostRow, parseRow } from '../host/hosts/host-table.ts';
import { parseTarget, type Target } from '../host/hosts/target.ts';
import { UsageError } from './command.ts';
import { terminalLine } from './terminal-text.ts';

/**
 * @param options such as `example.com=network`; folders are relative to the current one
 * @param canAsk whether somebody reads standard error and types into standard input
 * @throws UsageError
 */
export function commandDecisions(options: readonly string[], canAsk: boolean): HostDecisions {
  const rows: HostRow[] = options.map(parseOption);
  return new HostDecisions({
    rows: () => rows,
    ask: canAsk ? askInTurn() : async () => undefined,
    remember: (row) => rows.push(row),
    advice,
  });
}

function parseOption(option: string): HostRow {
  const equals = option.indexOf('=');
  if (equals < 1) throw new UsageError(`--host '${option}' is not of the form HOST=TARGET`);
  const [host, target] = [option.slice(0, equals), option.slice(equals + 1)];
  const parsed = parseRow(host, target, 'option', process.cwd());
  if (!parsed.ok) throw new UsageError(`--host: ${parsed.problem}`);
  return parsed.row;
}

function advice(question: HostQuestion): string {
  const { kind, asked } = question;
  const host = shownName(asked);
  if (kind !== 'repository') return `allow it with --host ${host}=network`;
  return `give --host ${host}/${asked.project}=FOLDER, or --host ${host}=network to ask the host itself`;
}

/** One question at a time: two of them on one terminal would have one answer. */
function askInTurn(): (
  question: HostQuestion,
  signal?: AbortSignal,
) => Promise<Target | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  return (question, signal) => {
    const answer = last.then(() => ask(question, signal));
    last = answer.catch(() => {});
    return answer;
  };
}

async function ask(question: HostQuestion, signal?: AbortSignal): Promise<Target | undefined> {
  const { kind, asked } = question;
  const host = shownName(asked);
  if (kind === 'repository') {
    const prompt = `Where is ${host}/${asked.project}? A folder, "network" to ask the host itself, or nothing: `;
    return parseTarget((await typedLine(prompt, signal)).trim(), process.cwd());
  }
  const typed = await typedLine(`May requests be sent to ${host}? [y/N] `, signal);
  return /^y(?:es)?$/i.test(typed.trim()) ? parseTarget('network', '') : undefined;
}

/** '' if there is no line any more. Rejects with the signal's reason. */
function typedLine(prompt: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin, terminal: false });
    const onAbort = () => {
      lines.close();
      process.stderr.write('\n');
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    process.stderr.write(terminalLine(prompt));
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => {
      signal?.removeEventListener('abort', onAbort);
      process.stdin.pause();
      resolve('');
    });
  });
}
