// The launcher: a small script called luci-jobs, in a folder on PATH, which starts the command line of the extension.
//
// It outlives the extension's folder, which has another name after each update: it looks for the newest one if its own is
// gone, and the extension writes it anew when it is activated.

import path from 'node:path';

export interface LauncherParts {
  readonly platform: NodeJS.Platform;
  /** Absolute path of `dist/cli.js` in the folder of the extension. */
  readonly cli: string;
  /** Absolute path of the program that runs extensions: a Node, or an Electron that is one when told so. */
  readonly editor: string;
  /** The user's folder, absolute. */
  readonly home: string;
}

export function launcherName(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'luci-jobs.cmd' : 'luci-jobs';
}

/** True for the text of a launcher, or its beginning: those alone may be overwritten without a question. */
export function isLauncher(text: string): boolean {
  return text.split(/\r?\n/, 3).some((line) => line.endsWith(MARK));
}

const EXTENSION_ID = 'luci-scheduler.luci-scheduler';

/** No user writes it by chance. */
const MARK = `Written by the VS Code extension ${EXTENSION_ID}; its commands install and uninstall it.`;

export function launcherText(parts: LauncherParts): string {
  return parts.platform === 'win32' ? batchText(parts) : shellText(parts);
}

const GONE =
  'luci-jobs: the VS Code extension LUCI Scheduler is not there any more; install it again, or remove this file: ';
const NO_NODE =
  'luci-jobs: the editor has moved, and there is no Node.js 20 or newer on PATH; open a LUCI Scheduler config in the editor once, or install Node.js';

/** Ends with success if the Node that runs it is new enough. */
const IS_NEW_ENOUGH = 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)';

/** For any POSIX shell. */
function shellText({ cli, editor }: LauncherParts): string {
  return `#!/bin/sh
# ${MARK}
cli=${quoted(cli)}
editor=${quoted(editor)}
newest() {
  found=
  for each; do
    if [ -f "$each" ] && { [ -z "$found" ] || [ "$each" -nt "$found" ]; }; then found=$each; fi
  done
}
if [ ! -f "$cli" ]; then
  newest ${quoted(`${extensionsFolder(path.posix, cli)}/${EXTENSION_ID}-`)}*/dist/cli.js
  cli=$found
fi
if [ -z "$cli" ]; then
  printf '%s%s\\n' ${quoted(GONE)} "$0" >&2
  exit 2
fi
${editorSearch(editor)}if [ -x "$editor" ]; then
  export ELECTRON_RUN_AS_NODE=1
  exec "$editor" "$cli" "$@"
fi
if node -e ${quoted(IS_NEW_ENOUGH)} 2>/dev/null; then
  exec node "$cli" "$@"
fi
printf '%s\\n' ${quoted(NO_NODE)} >&2
exit 2
`;
}

/** A server of the editor is in a folder named for its commit, a snap in a numbered one: another one after each update. */
function editorSearch(editor: string): string {
  const [, before, after] =
    /^(.*?)[0-9a-f]{40}(.*)$/.exec(editor) ?? /^(\/snap\/[^/]+\/)\d+(\/.*)$/.exec(editor) ?? [];
  if (before === undefined || after === undefined) return '';
  return `if [ ! -x "$editor" ]; then
  newest ${quoted(before)}*${quoted(after)}
  editor=$found
fi
`;
}

function batchText({ cli, editor, home }: LauncherParts): string {
  const escaped = (text: string) => batchEscaped(text, home);
  const folder = escaped(extensionsFolder(path.win32, cli));
  return [
    '@echo off',
    `rem ${MARK}`,
    'setlocal DisableDelayedExpansion',
    `set "cli=${escaped(cli)}"`,
    `set "editor=${escaped(editor)}"`,
    'if exist "%cli%" goto found',
    // The oldest first: the last one that is there counts.
    `for /f "delims=" %%d in ('dir /b /ad /od "${folder}\\${EXTENSION_ID}-*" 2^>nul') do if exist "${folder}\\%%d\\dist\\cli.js" set "cli=${folder}\\%%d\\dist\\cli.js"`,
    'if exist "%cli%" goto found',
    `echo ${GONE}%~f0 1>&2`,
    'exit /b 2',
    ':found',
    'if not exist "%editor%" goto node',
    'set "ELECTRON_RUN_AS_NODE=1"',
    '"%editor%" "%cli%" %*',
    'exit /b %errorlevel%',
    ':node',
    `node -e "${IS_NEW_ENOUGH}" 2>nul`,
    'if errorlevel 1 goto nothing',
    'node "%cli%" %*',
    'exit /b %errorlevel%',
    ':nothing',
    `echo ${NO_NODE} 1>&2`,
    'exit /b 2',
    '',
  ].join('\r\n');
}

/** Holds the folders of extensions, one for each version. */
function extensionsFolder({ dirname }: path.PlatformPath, cli: string): string {
  return dirname(dirname(dirname(cli)));
}

/** For a shell: one word, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Batch files are read in a code page that may lack the letters of the user's name, which the variable has. */
function batchEscaped(text: string, home: string): string {
  const isBelow = text.toLowerCase().startsWith(`${home.toLowerCase()}\\`);
  const rest = isBelow ? text.slice(home.length) : text;
  return `${isBelow ? '%USERPROFILE%' : ''}${rest.replaceAll('%', '%%')}`;
}
