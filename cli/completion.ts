// `luci-jobs completion`: scripts that let shells complete commands and options.

import { FINDING_CODES, isLintCode } from '../src/language/language.ts';
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
const NAMES: readonly string[] = ROWS.map(([name]) => name);
const HELP_SUMMARY = 'say more about a command';
const CODES: readonly string[] = Object.keys(FINDING_CODES);

/** What a shell is to offer in a place: these words, names of files, or nothing. */
type Offer = readonly string[] | 'files' | 'nothing';

function valuesOf(value: Exclude<CommandRow['options'][string], undefined>): Offer {
  if (value === 'file') return 'files';
  if (value === 'lint') return CODES.filter(isLintCode);
  return value === 'text' ? 'nothing' : value;
}

function argumentsOf(row: CommandRow): Offer {
  return row.arguments === 'codes' ? CODES : (row.arguments ?? 'nothing');
}

function optionNames({ options }: CommandRow): readonly string[] {
  return [...Object.keys(options), 'help'].map((name) => `--${name}`);
}

function bash(): string {
  const values = ROWS.flatMap(([command, { options }]) =>
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [`    '${command} --${name}') ${bashOffer(valuesOf(value))};;`],
    ),
  );
  const options = ROWS.map(([command, row]) => `      ${command}) ${words(optionNames(row))};;`);
  const others = ROWS.map(([command, row]) => `      ${command}) ${bashOffer(argumentsOf(row))};;`);
  return `# Completion of luci-jobs for bash.
_luci_jobs_files() {
  # Readline itself knows how to quote; without it, or in a bash that cannot be told so, names line by line.
  compopt -o default 2>/dev/null && return
  local file
  while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")
}
_luci_jobs() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    ${words([...NAMES, 'help', '--help', '--version'])}
    return
  fi
  # Bash takes --option=value for three words.
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case "$command $previous" in
${values.join('\n')}
    *) if [[ $current == -* ]]; then case "$command" in
${options.join('\n')}
    esac; else case "$command" in
${others.join('\n')}
      help) ${words(NAMES)};;
    esac; fi;;
  esac
}
complete -o filenames -F _luci_jobs luci-jobs
`;
}

function bashOffer(offer: Offer): string {
  if (offer === 'nothing') return 'return';
  return offer === 'files' ? '_luci_jobs_files' : words(offer);
}

function words(list: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${list.join(' ')}' -- "$current"))`;
}

function zsh(): string {
  const commands = ROWS.map(([command, { summary }]) => `      '${command}:${summary}'`);
  const cases = ROWS.map(([command, row]) => {
    const options = Object.entries(row.options).map(([name, value]) =>
      value === undefined ? `'--${name}'` : `'*--${name}=:${name}:${zshOffer(valuesOf(value))}'`,
    );
    const offer = argumentsOf(row);
    const rest = offer === 'nothing' ? [] : [`'*:argument:${zshOffer(offer)}'`];
    return `    ${command}) _arguments ${[...options, "'--help'", ...rest].join(' ')};;`;
  });
  return `#compdef luci-jobs
# Completion of luci-jobs for zsh.
_luci_jobs() {
  if ((CURRENT == 2)); then
    if [[ $words[2] == -* ]]; then compadd -- --help --version; return; fi
    local -a commands
    commands=(
${commands.join('\n')}
      'help:${HELP_SUMMARY}'
    )
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
    help) compadd -- ${NAMES.join(' ')};;
  esac
}
if [[ $funcstack[1] == _luci_jobs ]]; then _luci_jobs "$@"; else compdef _luci_jobs luci-jobs; fi
`;
}

function zshOffer(offer: Offer): string {
  if (offer === 'nothing') return '';
  return offer === 'files' ? '_files' : `(${offer.join(' ')})`;
}

function fish(): string {
  const lines = ROWS.flatMap(([command, row]) => {
    const of = `complete -c luci-jobs -n '__fish_seen_subcommand_from ${command}'`;
    const options = Object.entries(row.options).map(([name, value]) =>
      value === undefined ? `${of} -l ${name}` : `${of} -l ${name} ${fishOffer(valuesOf(value))}`,
    );
    const offer = argumentsOf(row);
    const rest = offer === 'files' ? [] : [`${of} ${fishOffer(offer).replace('-x', '-f')}`];
    return [
      `complete -c luci-jobs -n __fish_use_subcommand -f -a ${command} -d '${row.summary}'`,
      ...options,
      ...rest,
    ];
  });
  return `# Completion of luci-jobs for fish.
${lines.join('\n')}
complete -c luci-jobs -n __fish_use_subcommand -f -a help -d '${HELP_SUMMARY}'
complete -c luci-jobs -n '__fish_seen_subcommand_from help' -f -a '${NAMES.join(' ')}'
complete -c luci-jobs -n __fish_use_subcommand -l version
complete -c luci-jobs -l help
`;
}

function fishOffer(offer: Offer): string {
  if (offer === 'files') return '-r';
  return offer === 'nothing' ? '-x' : `-x -a '${offer.join(' ')}'`;
}
