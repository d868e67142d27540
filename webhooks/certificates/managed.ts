import { Type, type Static } from 'typebox';
import type { Client } from '../../kubernetes/client/client.ts';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { holdLease } from '../../kubernetes/lease/lease.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { createLeaf, isDue, type Authority, type Leaf } from './authority.ts';
import { isTrusted, readConfigurations, type Configuration } from './ca-bundles.ts';
import type { Certificate, CertificateSource } from './certificate.ts';
import { rotateAuthorities } from './rotate-authorities.ts';
import { authoritySecret } from './secret.ts';
import { signerChoice } from './signer.ts';

const closed = { additionalProperties: false };
const Name = Type.String({ minLength: 1 });
const Seconds = Type.Number({ exclusiveMinimum: 0 });
const Lifetime = Type.Object({ seconds: Seconds, renewAfterSeconds: Type.Optional(Seconds) }, closed);

/** Lifetimes of certificates that the webhook issues itself. */
export const Durations = Type.Object(
  {
    authority: Type.Optional(Lifetime),
    leaf: Type.Optional(Lifetime),
    /** Seconds from the entry of a new authority in each caBundle to its first certificate. */
    settleSeconds: Type.Optional(Seconds),
    checkSeconds: Type.Optional(Seconds),
  },
  closed,
);

/** Settings of a certificate that the webhook issues itself. */
export const ManagedCertificate = Type.Object(
  {
    /** Secret of the authorities. It exists already, as the Lease does. */
    secret: Name,
    lease: Name,
    /** DNS names and IP addresses that kube-apiserver calls. */
    hosts: Type.Array(Name, { minItems: 1 }),
    configurations: Type.Object({ mutating: Type.Optional(Name), validating: Type.Optional(Name) }, closed),
    ...Durations.properties,
  },
  closed,
);
export type ManagedCertificate = Static<typeof ManagedCertificate>;

/** Dependencies of a managed certificate, apart from its namespace. */
export interface CertificateDependencies extends RetryOptions {
  /** Holder identity of the Lease, unique to this process. */
  identity: string;
  /** Aborted when another replica is to take the Lease. */
  leaving: AbortSignal;
  now: () => Date;
  onChange: (certificate: Certificate) => void;
}

const day = 86_400;

/**
 * Issues a certificate for this process, which is kept in memory, signed by an authority that all
 * replicas share. It is renewed after two thirds of its lifetime by default. The age is measured by
 * the wall clock, so that a machine that was paused renews within one check.
 */
export function manageCertificate(
  client: Client,
  { managed, namespace }: { managed: ManagedCertificate; namespace: string },
  { identity, leaving, now, onChange, signal, onProblem }: CertificateDependencies,
): CertificateSource {
  const { lease, hosts, configurations: names, leaf = { seconds: 7 * day }, checkSeconds = 20 } = managed;
  const { authority = { seconds: 365 * day }, settleSeconds = 300 } = managed;
  const secret = authoritySecret(client, namespace, managed.secret);
  const chooseSigner = signerChoice(settleSeconds);
  let seen: { authorities: readonly Authority[]; configurations: readonly Configuration[] } | undefined;
  let current: Leaf | undefined;
  let isReady = false;
  let problem: string | undefined;

  const renew = async (): Promise<void> => {
    const signer = seen && chooseSigner({ ...seen, current: current?.authority, now: now() });
    if (signer === undefined) return;
    const isSettled = (served: Leaf): boolean =>
      served.authority.certificate === signer.certificate &&
      (!isDue(served.ends, now(), leaf) || served.ends >= signer.ends);
    if (current !== undefined && isSettled(current)) return;
    current = await createLeaf(signer, hosts, now(), leaf);
    onChange(current);
  };
  const check = async (): Promise<void> => {
    try {
      const configurations = await readConfigurations(client, names);
      const { authorities } = await secret.read();
      // Authorities known before can still sign after the Secret was emptied.
      seen = { configurations, authorities: authorities.length > 0 ? authorities : (seen?.authorities ?? []) };
    } finally {
      // Without an answer of the cluster, the state before is used.
      await renew();
    }
    isReady ||= current !== undefined && isTrusted(current.authority.certificate, seen.configurations);
  };
  void retryLoop(
    async () => {
      try {
        await check();
        problem = undefined;
      } catch (error) {
        problem = reasonOf(error);
        throw error;
      }
    },
    { signal, onProblem },
    () => (isReady ? checkSeconds : Math.min(checkSeconds, 0.25)) * 1000,
  );
  const rule = { configurations: names, authority, orphanSeconds: leaf.seconds + settleSeconds };
  const leading = { signal: AbortSignal.any([signal, leaving]), onProblem };
  void holdLease(client, { namespace, name: lease, identity }, leading, held =>
    retryLoop(
      () => rotateAuthorities(client, secret, rule, now()),
      { signal: held, onProblem },
      () => checkSeconds * 1000,
    ),
  );

  return {
    current: () => current,
    missing: () => {
      if (isReady) return [];
      if (problem !== undefined) return [`certificate: ${problem}`];
      if (current === undefined) return [`certificate: there is no authority in Secret ${managed.secret} yet`];
      return ['certificate: its authority is not in each caBundle yet'];
    },
  };
}
