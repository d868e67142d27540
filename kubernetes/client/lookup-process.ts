import { ADDRCONFIG, lookup } from 'node:dns';
import { isHost, type Found } from './lookup-messages.ts';

/**
 * The process of lookups.ts: answers each host when getaddrinfo does, and is gone as soon as nobody
 * asks any more.
 */

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches all processes of a terminal; when this one ends is for its parent to say.
process.on('SIGINT', () => undefined);
process.on('message', host => {
  if (!isHost(host)) return;
  // As node:net asks by itself.
  const hints = process.platform === 'win32' ? 0 : ADDRCONFIG;
  lookup(host, { hints, all: true }, (error, addresses) => {
    const found: Found = error === null ? { host, addresses } : { host, code: error.code ?? '', words: error.message };
    process.send?.(found);
  });
});
