// One config that a command is about, opened.

import path from 'node:path';
import { projectFileAbove } from '../server/project-files.ts';
import {
  type ConfigDocument,
  DEFAULT_PROJECT_ID,
  openConfig,
  withProjectFile,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import { UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';

/** @throws UsageError if there is not just one FILE, or it cannot be read */
export async function openFile(files: readonly string[]): Promise<ConfigDocument> {
  const [file, ...rest] = files;
  if (file === undefined) throw new UsageError('no FILE given');
  if (rest.length > 0) throw new UsageError('give one FILE');
  const config = await readConfig(file);
  if (!config.ok) throw new UsageError(`cannot read ${displayName(file)}: ${config.reason}`);
  const folder = path.dirname(path.resolve(file === '-' ? '' : file));
  const settings = withProjectFile({ project: DEFAULT_PROJECT_ID }, projectFileAbove(folder).file);
  return openConfig(config.text, settings, validationManagers());
}
