import type { Authority } from './authority.ts';
import { isTrusted, type Configuration } from './ca-bundles.ts';

interface SignerState {
  authorities: readonly Authority[];
  configurations: readonly Configuration[];
  /** Authority of the certificate that is served now. */
  current: Authority | undefined;
  now: Date;
}

/**
 * Returns a function that chooses the signing authority: the newest one that has been in each
 * caBundle for `settleSeconds`, so that each kube-apiserver has seen it. Before that the current
 * one stays, and a process without a certificate takes the oldest trusted one that lasts long
 * enough.
 * The time is measured by this process, from when it first saw the authority in each caBundle.
 */
export function signerChoice(settleSeconds: number): (state: SignerState) => Authority | undefined {
  const settle = settleSeconds * 1000;
  let trustedSince = new Map<string, number>();
  return ({ authorities, configurations, current, now }) => {
    const ticks = performance.now();
    const trusted = authorities.filter(({ certificate }) => isTrusted(certificate, configurations));
    trustedSince = new Map(trusted.map(({ certificate }) => [certificate, trustedSince.get(certificate) ?? ticks]));
    const lasts = ({ ends }: Authority, milliseconds = 0): boolean => ends.getTime() > now.getTime() + milliseconds;
    const settled = ({ certificate }: Authority): boolean => ticks - (trustedSince.get(certificate) ?? ticks) >= settle;
    const usable = trusted.filter(authority => lasts(authority));
    const same = current && lasts(current) ? current : undefined;
    return (
      usable.findLast(settled) ??
      (same && isTrusted(same.certificate, configurations) ? same : undefined) ??
      usable.find(authority => lasts(authority, 2 * settle)) ??
      usable.at(-1) ??
      // No authority is trusted at the moment, e.g. after each caBundle was emptied.
      same ??
      authorities.findLast(authority => lasts(authority))
    );
  };
}
