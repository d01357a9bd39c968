// The parts of the sources that mutation testing takes one by one, each with the tests that are to notice its mutants.

export interface Part {
  /** As `--part` has it. */
  readonly name: string;
  /** Glob pattern of the files that are mutated. */
  readonly mutate: string;
  /** Glob patterns of tests: those first that are the likeliest to notice. What only another room's tests notice wants one here. */
  readonly spec: readonly string[];
}

export const PARTS: readonly Part[] = [
  ...[
    'schedule',
    'cron',
    'policy',
    'config/message',
    'config/rules',
    'config/lints',
    'config/document',
  ].map((name) => part(name, `src/${name}/**/*.ts`)),
  // What stands in none of its folders.
  part('config', 'src/config/*.ts'),
  ...['invocation', 'job', 'pubsub', 'queue', 'store', 'triage', 'trigger'].map((folder) =>
    part(`engine/${folder}`, `src/engine/${folder}/**/*.ts`),
  ),
  // What stands in none of its folders.
  part('engine', 'src/engine/*.ts'),
  ...['buildbucket', 'gitiles', 'noop', 'urlfetch'].map((kind) =>
    part(`task/${kind}`, `src/task/${kind}/!(*lints|cures|codes|glob|implied-anchors).ts`),
  ),
  {
    // What a Manager says of a text; those who ask it are in another room.
    name: 'task/lints',
    mutate: 'src/task/*/{*lints,cures,glob,implied-anchors}.ts',
    spec: [
      'test/task/**/*.test.ts',
      'test/config/lints/**/*.test.ts',
      'test/config/fixes/**/*.test.ts',
    ],
  },
  // What stands in none of its folders.
  part('task', 'src/task/*.ts'),
  part('prpc', 'src/prpc/*.ts'),
  ...['http', 'node', 'pubsub', 'runner', 'sqlite'].map((folder) => ({
    ...part(`host/${folder}`, `host/${folder}/**/*.ts`),
    // Those of another folder begin processes, and find out nothing.
    spec: [`test/host/${folder}/**/*.test.ts`],
  })),
];

function part(name: string, mutate: string): Part {
  const [room] = name.split('/');
  return { name, mutate, spec: [`test/${name}/**/*.test.ts`, `test/${room}/**/*.test.ts`] };
}

/** @throws RangeError with a sentence, if there is none */
export function partNamed(name: string): Part {
  const found = PARTS.find((one) => one.name === name);
  if (found) return found;
  throw new RangeError(
    `There is no part "${name}"; there are ${PARTS.map((one) => one.name).join(', ')}.`,
  );
}

/** The folder where what is known of a part stays from one run to the next. */
export function resultsOf(name: string): string {
  return `out/mutation/${name}`;
}
