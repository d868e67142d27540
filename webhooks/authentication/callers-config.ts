import { Type, type Static } from 'typebox';
import { WebhookError } from '../errors/webhook-error.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });

/**
 * Configuration of the senders of reviews. Without it any client that reaches the port may send
 * them.
 */
export const CallersConfig = Type.Object(
  {
    /** PEM file of the authorities that sign client certificates. */
    clientCA: Type.Optional(Text),
    /**
     * Common names and alternative names of certificates, and subjects of tokens. Any certificate
     * is accepted where it is absent.
     */
    names: Type.Optional(Type.Array(Text, { minItems: 1 })),
    /**
     * Issuer of ServiceAccount tokens, and the URL of the webhook. The audience is that URL and the
     * path.
     */
    tokens: Type.Optional(Type.Object({ issuer: Text, audience: Text }, closed)),
  },
  closed,
);
export type CallersConfig = Static<typeof CallersConfig>;

/**
 * Returns the callers of a configuration file with absolute paths.
 * @param inFolder resolves a path of the file
 * @throws WebhookError CONFIG_INVALID where they have names alone, which authenticate no one
 */
export function callersOf(
  { clientCA, ...callers }: CallersConfig,
  file: string,
  inFolder: (path: string) => string,
): CallersConfig {
  if (clientCA === undefined && callers.tokens === undefined) {
    throw new WebhookError(
      'CONFIG_INVALID',
      `${file}: callers must have clientCA or tokens, by which they prove who they are`,
    );
  }
  return { ...callers, ...(clientCA !== undefined && { clientCA: inFolder(clientCA) }) };
}
