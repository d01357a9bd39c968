// Entry point of the language server, on the transport that its arguments name: `--node-ipc` or `--stdio`.

import { serveIpc, serveStdio } from './process.ts';

if (process.argv.includes('--node-ipc')) serveIpc();
else serveStdio();
