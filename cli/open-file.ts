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
import { displayName, readFound } from './config-file.ts';
import { findConfigs } from './files/find-configs.ts';

/**
 * The file that is named; or the only config in the folder that is, the current one if nothing is named.
 * @throws UsageError if there is not just one, or it cannot be read
 */
export async function openFile(files: readonly string[]): Promise<ConfigDocument> {
  if (files.length > 1) throw new UsageError('give one FILE');
  const [named = '.'] = files;
  const { files: found, problems } = findConfigs([named]);
  const readable = found.filter((one) => !problems.has(one));
  const [file = found[0] ?? named, second] = readable;
  if (second !== undefined) {
    throw new UsageError(
      `there are ${readable.length} configs in ${named}: give one of them, such as ${file}`,
    );
  }
  const config = await readFound(file, problems);
  if (!config.ok) throw new UsageError(`cannot read ${displayName(file)}: ${config.reason}`);
  const folder = path.dirname(path.resolve(file === '-' ? '' : file));
  const settings = withProjectFile({ project: DEFAULT_PROJECT_ID }, projectFileAbove(folder).file);
  return openConfig(config.text, settings, validationManagers());
}
