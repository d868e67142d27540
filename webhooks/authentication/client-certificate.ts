import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { certificatesOf } from '../certificates/authority.ts';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Caller } from './caller.ts';

/**
 * Reads the client authorities, and reads them again every three seconds. A file without a
 * certificate changes nothing.
 * @returns a function that returns the authorities in PEM
 * @throws WebhookError CALLERS_INVALID where the first read finds none
 */
export async function followClientCA(
  file: string,
  { onChange, ...keeping }: RetryOptions & { onChange: () => void },
): Promise<() => string> {
  let current = await readClientCA(file);
  const look = async (): Promise<void> => {
    const read = await readClientCA(file);
    if (read === current) return;
    current = read;
    onChange();
  };
  void retryLoop(look, keeping, () => 3_000);
  return () => current;
}

async function readClientCA(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new WebhookError('CALLERS_INVALID', `${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  const certificates = certificatesOf(text);
  if (certificates.length === 0) throw new WebhookError('CALLERS_INVALID', `${file} holds no certificate`);
  return certificates.join('');
}

/**
 * Returns the client of a connection. The server also accepts connections without a certificate, so
 * that the error can say what is missing.
 * @param names common names and alternative names that are allowed; any name where it is undefined
 * @throws WebhookError CALLER_UNKNOWN, CALLER_REFUSED
 */
export function callerOfCertificate(socket: Socket, names: readonly string[] | undefined): Caller {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (!(socket instanceof TLSSocket) || certificate === undefined) {
    throw new WebhookError('CALLER_UNKNOWN', 'whoever asks has to prove to be kube-apiserver, by a client certificate');
  }
  if (!socket.authorized) {
    const reason = reasonOf(socket.authorizationError);
    throw new WebhookError('CALLER_UNKNOWN', `the client certificate is not accepted: ${reason}`);
  }
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
  const alternatives = certificate.subjectAltName?.split(', ').map(name => name.replace(/^(DNS|URI|IP Address):/, ''));
  const own = [commonName, ...(alternatives ?? [])];
  if (names === undefined || own.some(name => names.includes(name))) return {};
  throw new WebhookError(
    'CALLER_REFUSED',
    `the client certificate is of ${commonName}, who is not one of callers.names`,
  );
}
