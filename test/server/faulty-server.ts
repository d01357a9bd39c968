// A language server with a mistake in it, on standard input and output: it throws over FATAL_TASK.

import { serveStdio } from '../../server/process.ts';
import { faultyManagers, isFatalTask } from '../config/document/faulty-manager.ts';

serveStdio(faultyManagers(isFatalTask));
