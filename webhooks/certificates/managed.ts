import { Type, type Static } from 'typebox';
import type { ClusterWriter } from '../cluster/client.ts';
import { keepDoing, type Keeping } from '../cluster/keep-doing.ts';
import { holdLease } from '../cluster/lease.ts';
import { reasonOf } from '../errors/webhook-error.ts';
import { createLeaf, isDue, type Authority, type Leaf } from './authority.ts';
import { isTrusted, readConfigurations, type Configuration } from './bundles.ts';
import type { Certificate, CertificateSource } from './certificate.ts';
import { keepAuthorities } from './lead.ts';
import { authoritySecret } from './secret.ts';
import { signerChoice } from './signer.ts';

const closed = { additionalProperties: false };
const Name = Type.String({ minLength: 1 });
const Seconds = Type.Number({ exclusiveMinimum: 0 });
const Lifetime = Type.Object({ seconds: Seconds, renewAfterSeconds: Type.Optional(Seconds) }, closed);

/** How long certificates of the webhook's own making are good, and how soon they are used. */
export const Durations = Type.Object(
  {
    authority: Type.Optional(Lifetime),
    leaf: Type.Optional(Lifetime),
    /** How long after a new authority was put into each caBundle it signs the first certificate. */
    settleSeconds: Type.Optional(Seconds),
    checkSeconds: Type.Optional(Seconds),
  },
  closed,
);

/** How the webhook makes its certificates itself: where it keeps what, and how long they are good. */
export const ManagedCertificate = Type.Object(
  {
    /** Holds the authorities; it exists already, as the Lease does. */
    secret: Name,
    lease: Name,
    /** DNS names and IP addresses under which kube-apiserver calls. */
    hosts: Type.Array(Name, { minItems: 1 }),
    configurations: Type.Object({ mutating: Type.Optional(Name), validating: Type.Optional(Name) }, closed),
    ...Durations.properties,
  },
  closed,
);
export type ManagedCertificate = Static<typeof ManagedCertificate>;

export interface Managing extends Keeping {
  namespace: string;
  /** A name that no other process has. */
  identity: string;
  /** Aborted as soon as another replica should do what one does for all. */
  leaving: AbortSignal;
  now: () => Date;
  onChange: (certificate: Certificate) => void;
}

const day = 86_400;

/**
 * Signs a certificate for this process alone, which is kept in memory, by an authority that all replicas share, and the next one when two
 * thirds of its time are over. It goes by the wall clock, so that a machine that was paused finds out within one check.
 */
export function manageCertificate(
  client: ClusterWriter,
  managed: ManagedCertificate,
  { namespace, identity, leaving, now, onChange, signal, onProblem }: Managing,
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
  const look = async (): Promise<void> => {
    try {
      const configurations = await readConfigurations(client, names);
      const { authorities } = await secret.read();
      // An emptied Secret is no reason to forget by whom one can still sign.
      seen = { configurations, authorities: authorities.length > 0 ? authorities : (seen?.authorities ?? []) };
    } finally {
      // With what was known before, where the cluster does not answer.
      await renew();
    }
    isReady ||= current !== undefined && isTrusted(current.authority.certificate, seen.configurations);
  };
  void keepDoing(
    async () => {
      try {
        await look();
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
    keepDoing(
      () => keepAuthorities(client, secret, rule, now()),
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
