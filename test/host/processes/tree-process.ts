// A program for tests: `tree-process.ts SOCKET DEPTH [stubborn] [detached] [leave]`. It connects to the socket, says
// which process it is, and starts itself again DEPTH times, one below the other; then it lives until it is ended. So
// whoever listens sees each process come and, whatever ends it, go.
//
// stubborn: takes no notice of SIGTERM. detached: each in a group and session of its own. leave: the first one ends,
// with exit code 7, once the one below it is connected.

import { spawn } from 'node:child_process';
import net from 'node:net';

const [socket = '', depth = '0', ...traits] = process.argv.slice(2);
const isStubborn = traits.includes('stubborn');
if (isStubborn) process.on('SIGTERM', () => {});

const connection = net.connect(socket, () => connection.write(`${process.pid}\n`));
// Told by the one who listens, when all are connected.
connection.once('data', () => {
  if (traits.includes('leave')) process.exit(7);
});

if (Number(depth) > 0) {
  const rest = traits.filter((trait) => trait !== 'leave');
  const args = [import.meta.filename, socket, String(Number(depth) - 1), ...rest];
  spawn(process.execPath, args, { stdio: 'inherit', detached: traits.includes('detached') });
}
if (traits.includes('chatty')) {
  // Blocks while nobody reads; ends by SIGPIPE or EPIPE at the latest.
  process.stdout.on('error', () => process.exit());
  const write = () => process.stdout.write('still here\n', () => setImmediate(write));
  write();
}
