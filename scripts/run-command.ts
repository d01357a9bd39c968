// A program run as a child process, quietly while all goes well.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { ScriptError } from './run-script.mjs';

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** `show` passes the output on as it comes; `hide`, the default, keeps it for the error message. */
  readonly output?: 'show' | 'hide';
}

/**
 * Waits for `command` to end.
 * @throws ScriptError if it can't be started or does not end with exit code 0
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, output = 'hide' }: CommandOptions = {},
): Promise<void> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // npm and code are .cmd files on Windows, which only a shell can start.
    shell: process.platform === 'win32' && !path.isAbsolute(command),
  });
  let hidden = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      hidden += text;
    });
  }
  const name = path.basename(command);
  const end = await new Promise<string>((resolve, reject) => {
    child.once('error', (error) => reject(new ScriptError(`${name}: ${error.message}`)));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  if (end === 'exit code 0') return;
  const lastLines = hidden.trimEnd().split('\n').slice(-40).join('\n');
  throw new ScriptError(`${[name, ...args].join(' ')}: ${end}\n${lastLines}`.trimEnd());
}
