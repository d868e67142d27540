import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { authorityOf, endpointOf, loginOf, type OpenTunnel } from './proxy-address.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { systemAuthorities } from './tls.ts';

/**
 * Opens a tunnel by CONNECT (RFC 9110, 9.3.6). The connection to the proxy is encrypted when the
 * address of the proxy begins with https.
 */
export const throughHttp: OpenTunnel = (target, { proxy, signal, lookup }) => {
  const isTls = proxy.protocol === 'https:';
  const authority = authorityOf(target);
  const login = loginOf(proxy);
  const options = {
    ...endpointOf(proxy, isTls ? 443 : 80),
    method: 'CONNECT',
    path: authority,
    headers: { Host: authority, ...(login !== undefined && { 'Proxy-Authorization': basic(login) }) },
    agent: false as const,
    signal,
    lookup,
  };
  return new Promise<Socket>((resolve, reject) => {
    const request = isTls ? https.request({ ...options, ca: systemAuthorities() }) : http.request(options);
    request
      .on('connect', ({ statusCode = 0, statusMessage = '' }, socket: Socket, early: Buffer) => {
        if (statusCode === 200) {
          // The first bytes of a server can arrive together with the proxy's answer.
          socket.unshift(early);
          resolve(socket);
          return;
        }
        socket.destroy();
        reject(refusal(statusCode, statusMessage, login !== undefined));
      })
      .on('error', reject)
      .end();
  });
};

function basic({ user, password }: { user: string; password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function refusal(status: number, phrase: string, hasLogin: boolean): ClusterError {
  const words = `HTTP ${status} ${phrase}`.trim();
  if (status !== 407) return new ClusterError('Unreachable', `it does not open a tunnel, ${words}`);
  const login = hasLogin ? 'it refused the user and password' : 'it wants a user and password';
  return new ClusterError('Unreachable', `${login}, ${words}`);
}
