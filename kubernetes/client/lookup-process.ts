import { ADDRCONFIG, lookup } from 'node:dns';
import { isHost, type Found } from './lookup-messages.ts';

/**
 * The process of lookups.ts. Answers each host as soon as getaddrinfo returns. Ends when its parent
 * disconnects.
 */

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches all processes of a terminal. The parent decides when this process ends.
process.on('SIGINT', () => undefined);
process.on('message', host => {
  if (!isHost(host)) return;
  // The same hints as node:net uses.
  const hints = process.platform === 'win32' ? 0 : ADDRCONFIG;
  lookup(host, { hints, all: true }, (error, addresses) => {
    const found: Found = error === null ? { host, addresses } : { host, code: error.code ?? '', words: error.message };
    process.send?.(found);
  });
});
