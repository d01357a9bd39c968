// `--watch`: a check of configs, and again whenever something changes, until somebody ends it.

import type { Writable } from 'node:stream';
import { nodeClock } from '../../host/node/clock.ts';
import type { ExitCode } from '../command.ts';
import type { FoundConfigs } from '../files/find-configs.ts';
import { onReaderGone } from '../reader-gone.ts';
import { terminalLine } from '../terminal-text.ts';
import { CannotWatch, ConfigWatcher } from './config-watcher.ts';
import { beginLine, endLine } from './watch-lines.ts';

/** Writes to standard output what there is to say of the configs, and hands on what it comes to in a line. */
export type ConfigCheck = (
  found: FoundConfigs,
  onSummary: (summary: string) => void,
) => Promise<ExitCode>;

/**
 * Checks, with a line before and after each check on standard error, whatever is written to standard output. On a terminal,
 * each check but the first begins on an empty screen. Ctrl-C ends the process as it does any other, 130 for a shell.
 * Resolves with the exit code of the last check when nobody reads standard output any more, with 2 if the system cannot
 * watch.
 * @param command for what cannot be done
 * @param named as `findConfigs` takes them, without `-`
 */
export async function watchConfigs(
  command: string,
  named: readonly string[],
  check: ConfigCheck,
): Promise<ExitCode> {
  let watcher: ConfigWatcher | undefined;
  let stopLooking = () => {};
  const readerGone = new Promise<'gone'>((resolve) => {
    stopLooking = onReaderGone(process.stdout, () => resolve('gone'));
  });
  try {
    watcher = new ConfigWatcher(named, nodeClock);
    for (;;) {
      const exitCode = await checkOnce(watcher.found, check);
      if ((await Promise.race([watcher.changed(), readerGone])) === 'gone') return exitCode;
      if (hasScreen()) process.stderr.write(CLEAR_SCREEN);
    }
  } catch (error) {
    if (!(error instanceof CannotWatch)) throw error;
    process.stderr.write(`luci-jobs ${command}: ${terminalLine(error.message)}\n`);
    return 2;
  } finally {
    stopLooking();
    watcher?.close();
  }
}

async function checkOnce(found: FoundConfigs, check: ConfigCheck): Promise<ExitCode> {
  let summary: string | undefined;
  process.stderr.write(beginLine(new Date()));
  const exitCode = await check(found, (text) => {
    summary = text;
  });
  // Where the two are one, as in a terminal, the findings stand between the lines.
  await written(process.stdout);
  process.stderr.write(endLine(new Date(), summary));
  return exitCode;
}

/** Resolves when all that was handed to it has been taken, or nothing is any more. */
function written(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (output.writable) output.write('', () => resolve());
    else resolve();
  });
}

function hasScreen(): boolean {
  const isTerminal = process.stdout.isTTY && process.stderr.isTTY;
  return isTerminal && process.env['TERM'] !== 'dumb';
}

/** ECMA-48: the whole screen, and the cursor in its corner. What went by before can still be scrolled to. */
const CLEAR_SCREEN = '\x1b[2J\x1b[H';
