// Tasks of the type `luci-jobs`: which are offered, and what one of them runs. Decisions, which know no editor.

/** The type in package.json and in tasks.json. */
export const TASK_TYPE = 'luci-jobs';

/** A task as tasks.json has it, in the shape that package.json describes. */
interface TaskDefinition {
  readonly type: typeof TASK_TYPE;
  /** Of the command line. */
  readonly command: string;
  /** Options, and what the command is about: files, folders, globs. */
  readonly args?: readonly string[];
}

export interface LuciJobsTask {
  readonly definition: TaskDefinition;
  /** As it would be typed, without the program. */
  readonly name: string;
  /** What it is for, if it is one of those that are offered. */
  readonly detail: string | undefined;
  readonly args: readonly string[];
  /** Goes on until somebody ends it. */
  readonly isBackground: boolean;
  /** By its name in package.json. */
  readonly problemMatcher: '$luci-jobs' | '$luci-jobs-watch' | undefined;
  /** Among those of the editor's command Run Build Task. */
  readonly isBuild: boolean;
}

const OFFERED: readonly (readonly [command: string, args: readonly string[], detail: string])[] = [
  ['validate', [], 'Check all configs of the folder as the LUCI Scheduler service would'],
  ['validate', ['--watch'], 'Check all configs of the folder, and again whenever one changes'],
  ['format', ['--check'], 'List the configs of the folder that txtpbfmt would lay out otherwise'],
];

/** What is there without a tasks.json, for each folder of the workspace. */
export function offeredTasks(): readonly LuciJobsTask[] {
  return OFFERED.flatMap(([command, args]) => {
    const definition = { type: TASK_TYPE, command, ...(args.length > 0 && { args }) };
    return taskOf(definition) ?? [];
  });
}

/** Undefined for what is none: tasks.json may say anything. */
export function taskOf(
  definition: Readonly<Record<string, unknown>> | object,
): LuciJobsTask | undefined {
  const { type, command, args = [] } = definition as Readonly<Record<string, unknown>>;
  if (type !== TASK_TYPE || typeof command !== 'string' || command === '') return undefined;
  if (!isTexts(args)) return undefined;
  const words = [command, ...args];
  const name = words.join(' ');
  const isBackground = args.includes('--watch');
  const isText = !args.some(
    (arg, i) => /^--(format=|jsonl$|statistics$)/.test(arg) || args[i - 1] === '--format',
  );
  const tellsProblems = command === 'validate' && isText;
  // Without a matcher, nobody would know when a check is over.
  const problemMatcher = isBackground
    ? '$luci-jobs-watch'
    : tellsProblems
      ? '$luci-jobs'
      : undefined;
  const offered = OFFERED.find(([known, options]) => [known, ...options].join(' ') === name);
  return {
    definition: definition as TaskDefinition,
    name,
    detail: offered?.[2],
    args: words,
    isBackground,
    problemMatcher,
    isBuild: command === 'validate',
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
