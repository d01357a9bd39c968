// The environment of a command that stands in for a builder: what a plain program is told, and what the luciexe protocol
// promises to a program that speaks it.

import path from 'node:path';
import type { BuildFolder } from './build-folder.ts';

/** Where a program finds the streams that it may open, see stream-server.ts. */
export interface StreamServerAddress {
  /** As clients of LogDog's Butler take it: `unix:PATH` or `net.pipe:NAME`. */
  readonly address: string;
}

/** What stands before the names of all streams of a build, as the service's agent has it. */
export const NAMESPACE = 'u';

/** All of them name one empty folder, on the file system of the working folder. */
const TEMPORARY = ['TEMPDIR', 'TMPDIR', 'TEMP', 'TMP', 'MAC_CHROMIUM_TMPDIR'];

/** What an editor sets for programs of its own, as it keeps it from its terminals. */
const OF_THE_EDITOR = /^(?:ELECTRON_|VSCODE_)/;

/**
 * The environment of this process, without what is the editor's own, and with:
 *
 * - `LUCI_BUILD_JSON`: a file that has the build as JSON.
 * - `LUCI_WORKSPACE_FOLDER`: the folder that the user works in, where there is one.
 * - `LUCI_CONTEXT`, the `LOGDOG_…` names and those of the folder for temporary files, as luciexe has them.
 *
 * @param own of this process
 */
export function buildEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  folder: BuildFolder,
  streams: StreamServerAddress,
  workspace: string | undefined,
): Record<string, string> {
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !OF_THE_EDITOR.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(TEMPORARY.map((name) => [name, folder.temporary])),
    ...(workspace !== undefined && { LUCI_WORKSPACE_FOLDER: workspace }),
    LUCI_BUILD_JSON: folder.buildJson,
    LUCI_CONTEXT: folder.luciContext,
    LOGDOG_STREAM_SERVER_PATH: streams.address,
    LOGDOG_STREAM_PROJECT: 'local',
    LOGDOG_STREAM_PREFIX: 'local',
    LOGDOG_NAMESPACE: NAMESPACE,
  };
}

/**
 * The content of the file that `LUCI_CONTEXT` names.
 * @param cache a folder that lasts from build to build of the builder
 * @param graceMs how long a build that is told to end has for it
 */
export function luciContext(cache: string, graceMs: number): string {
  const context = {
    luciexe: { cache_dir: path.resolve(cache) },
    deadline: { grace_period: graceMs / 1000 },
  };
  return `${JSON.stringify(context, null, 2)}\n`;
}
