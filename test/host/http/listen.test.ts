import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenHere } from '../../../host/http/listen.ts';

describe('a port on this machine', () => {
  const servers: Server[] = [];
  const newServer = () => {
    const server = createServer();
    servers.push(server);
    return server;
  };
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('is any that is free', async () => {
    const server = newServer();
    const port = await listenHere(server, 0, 'to receive messages');
    assert.ok(port > 0);
    assert.deepEqual(server.address(), { address: '127.0.0.1', family: 'IPv4', port });
  });

  it('that another program has: the sentence says what to do', async () => {
    const other = newServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(listenHere(newServer(), port, 'to receive messages'), {
      message: `Port ${port} cannot be used to receive messages: another program has it. End that one, or choose another port`,
    });
  });

  it('that is none: it is told, too', async () => {
    await assert.rejects(listenHere(newServer(), 65_536, 'to receive messages'), RangeError);
  });
});
