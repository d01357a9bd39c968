// A program for tests: `parent-process.ts FOLDER COMMAND…` runs a command as the editor does, with little patience for
// what does not end, and prints `started` when its first line has come.

import path from 'node:path';
import { nodeClock } from '../../../host/node/clock.ts';
import { runProcess } from '../../../host/processes/run-process.ts';
import { COMPILE_CACHE } from '../../compile-cache.ts';
import { GUARD } from './guard-program.ts';

const [folder = '', ...command] = process.argv.slice(2);
await runProcess({
  command,
  folder: path.resolve(folder),
  env: { PATH: process.env['PATH'] ?? '', ...COMPILE_CACHE },
  onLine: () => {},
  signal: new AbortController().signal,
  clock: nodeClock,
  guard: GUARD,
  graceMs: 300,
});
