import type { Socket } from 'node:net';
import type { Reader } from '../../kubernetes/client/client.ts';
import type { RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Caller } from './caller.ts';
import type { CallersConfig } from './callers-config.ts';
import { callerOfCertificate, followClientCA } from './client-certificate.ts';
import { followIssuer } from './issuer.ts';
import { checkTokens } from './tokens.ts';

/** Authenticates the senders of reviews by client certificate or bearer token. */
export interface Authenticator {
  /** Returns the client authorities in PEM; undefined where no client certificate is requested. */
  clientCA: () => string | undefined;
  /**
   * Returns the sender of a request.
   * @throws WebhookError CALLER_UNKNOWN, CALLER_REFUSED, NOT_READY
   */
  identify: (from: { socket: Socket; authorization: string | undefined; path: string }) => Promise<Caller>;
  /** Lists the reasons why no sender can be authenticated yet, for users. */
  missing: () => string[];
}

/**
 * Opens the authenticator of a configuration.
 * @returns undefined where the configuration names neither clientCA nor tokens
 * @throws WebhookError CALLERS_INVALID where the file of authorities holds none
 */
export async function openAuthenticator(
  { clientCA, names, tokens }: CallersConfig,
  client: Reader,
  { onChange, ...keeping }: RetryOptions & { onChange: () => void },
): Promise<Authenticator | undefined> {
  if (clientCA === undefined && tokens === undefined) return undefined;
  const authorities = clientCA === undefined ? undefined : await followClientCA(clientCA, { ...keeping, onChange });
  const issuer = tokens && followIssuer(client, tokens.issuer, keeping);
  const callerOfToken = tokens && issuer && checkTokens({ ...tokens, names: names ?? [] }, issuer.keyOf);
  return {
    clientCA: () => authorities?.(),
    missing: () => issuer?.missing() ?? [],
    identify: async ({ socket, authorization = '', path }) => {
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      if (token !== undefined && callerOfToken !== undefined) return callerOfToken(token, path);
      if (authorities !== undefined) return callerOfCertificate(socket, names);
      throw new WebhookError('CALLER_UNKNOWN', 'whoever asks has to prove to be kube-apiserver, by a bearer token');
    },
  };
}
