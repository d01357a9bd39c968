// The builder table of a command: its `--builder` options, which are a user's word for what they run.

import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BuilderRow,
  type ParsedBuilderRow,
  parseBuilderOption,
} from '../host/builders/builder-table.ts';
import type { BuildHost } from '../host/builds/run-build-command.ts';
import { UsageError } from './command.ts';

/**
 * @param options such as `infra/ci/*=make all`
 * @throws UsageError
 */
export function builderRows(options: readonly string[]): readonly BuilderRow[] {
  return options.map((option) => {
    const equals = option.indexOf('=');
    if (equals < 1) throw new UsageError(`--builder '${option}' is not of the form BUILDER=PLAN`);
    const parsed: ParsedBuilderRow = parseBuilderOption(
      option.slice(0, equals),
      option.slice(equals + 1),
      process.platform === 'win32' ? 'windows' : 'posix',
    );
    if (!parsed.ok) throw new UsageError(`--builder ${parsed.problem}`);
    return parsed.row;
  });
}

/** @param store the file where invocations are kept, if there is one: builds have their folders beside it */
export function commandBuilds(store: string | undefined): Omit<BuildHost, 'clock'> {
  const base =
    store === undefined
      ? path.join(os.tmpdir(), 'luci-jobs-builds')
      : `${path.resolve(store)}.builds`;
  return { base, guard: guardProgram(), workspace: process.cwd() };
}

/** Beside this program where it is bundled; else where its source is. */
function guardProgram(): string {
  const bundled = fileURLToPath(new URL('./process-guard.cjs', import.meta.url));
  if (existsSync(bundled)) return bundled;
  return fileURLToPath(new URL('../host/processes/guard.ts', import.meta.url));
}
