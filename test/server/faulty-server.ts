// A language server with a mistake in it, on standard input and output: it throws over FATAL_TASK.

import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../../server/connection.ts';
import { faultyManagers, isFatalTask } from '../config/document/faulty-manager.ts';

startServer(createConnection(process.stdin, process.stdout), faultyManagers(isFatalTask));
