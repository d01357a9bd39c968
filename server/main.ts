// Entry point of the language server, on the transport that its arguments name: `--node-ipc` or `--stdio`.

import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';

startServer(createConnection());
