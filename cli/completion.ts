// `luci-jobs completion`: scripts that let shells complete commands and options.

import { didYouMean, type ExitCode, parseArguments, UsageError } from './command.ts';
import { COMMAND_TABLE, type CommandRow } from './command-table.ts';

export const usage = `Usage: luci-jobs completion bash|zsh|fish

Writes a script that lets a shell complete commands and options:

  bash   source <(luci-jobs completion bash)                in ~/.bashrc
  zsh    source <(luci-jobs completion zsh)                 in ~/.zshrc, after compinit
  fish   luci-jobs completion fish | source                 in ~/.config/fish/config.fish

Exit code: 0; 2 wrong usage.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { positionals } = parseArguments({ args: [...args], allowPositionals: true, options: {} });
  const [shell, ...rest] = positionals;
  if (shell === undefined) throw new UsageError('no shell given; use bash, zsh or fish');
  if (rest.length > 0) throw new UsageError('give one shell');
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (!script) {
    const hint = didYouMean(shell, Object.keys(SCRIPTS));
    throw new UsageError(`there is no script for '${shell}'; use bash, zsh or fish${hint}`);
  }
  process.stdout.write(script());
  return 0;
}

const SCRIPTS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

const ROWS: readonly (readonly [name: string, row: CommandRow])[] = Object.entries(COMMAND_TABLE);

function optionNames({ options }: CommandRow): readonly string[] {
  return [...Object.keys(options), 'help'].map((name) => `--${name}`);
}

function bash(): string {
  const values = ROWS.flatMap(([command, { options }]) =>
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            `    '${command} --${name}') ${Array.isArray(value) ? words(value) : value === 'file' ? BASH_FILES : 'return'};;`,
          ],
    ),
  );
  const options = ROWS.map(([command, row]) => `      ${command}) ${words(optionNames(row))};;`);
  const others = ROWS.map(([command, row]) => {
    const files = row.arguments === 'files' ? BASH_FILES : 'return';
    return `      ${command}) ${Array.isArray(row.arguments) ? words(row.arguments) : files};;`;
  });
  return `# Completion of luci-jobs for bash.
_luci_jobs() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  if ((COMP_CWORD == 1)); then
    ${words([...ROWS.map(([command]) => command), '--help', '--version'])}
    return
  fi
  case "$command $previous" in
${values.join('\n')}
    *) if [[ $current == -* ]]; then case "$command" in
${options.join('\n')}
    esac; else case "$command" in
${others.join('\n')}
    esac; fi;;
  esac
}
complete -o filenames -F _luci_jobs luci-jobs
`;
}

const BASH_FILES = 'COMPREPLY=($(compgen -f -- "$current"))';

function words(list: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${list.join(' ')}' -- "$current"))`;
}

function zsh(): string {
  const commands = ROWS.map(([command, { summary }]) => `      '${command}:${summary}'`);
  const cases = ROWS.map(([command, row]) => {
    const options = Object.entries(row.options).map(([name, value]) => {
      if (value === undefined) return `'--${name}'`;
      const what = Array.isArray(value) ? `(${value.join(' ')})` : value === 'file' ? '_files' : '';
      return `'*--${name}=:${name}:${what}'`;
    });
    const rest = Array.isArray(row.arguments)
      ? [`'1:shell:(${row.arguments.join(' ')})'`]
      : row.arguments === 'files'
        ? ["'*:file:_files'"]
        : [];
    return `    ${command}) _arguments ${[...options, "'--help'", ...rest].join(' ')};;`;
  });
  return `#compdef luci-jobs
# Completion of luci-jobs for zsh.
_luci_jobs() {
  if ((CURRENT == 2)); then
    local -a commands
    commands=(
${commands.join('\n')}
    )
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _luci_jobs ]]; then _luci_jobs "$@"; else compdef _luci_jobs luci-jobs; fi
`;
}

function fish(): string {
  const lines = ROWS.flatMap(([command, row]) => {
    const of = `complete -c luci-jobs -n '__fish_seen_subcommand_from ${command}'`;
    const options = Object.entries(row.options).map(([name, value]) => {
      if (value === undefined) return `${of} -l ${name}`;
      if (value === 'file') return `${of} -l ${name} -r`;
      return `${of} -l ${name} -x${Array.isArray(value) ? ` -a '${value.join(' ')}'` : ''}`;
    });
    const rest = Array.isArray(row.arguments)
      ? [`${of} -f -a '${row.arguments.join(' ')}'`]
      : row.arguments === 'files'
        ? []
        : [`${of} -f`];
    return [
      `complete -c luci-jobs -n __fish_use_subcommand -f -a ${command} -d '${row.summary}'`,
      ...options,
      ...rest,
    ];
  });
  return `# Completion of luci-jobs for fish.\n${lines.join('\n')}\ncomplete -c luci-jobs -l help\n`;
}
