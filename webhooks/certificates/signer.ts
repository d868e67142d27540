import type { Authority } from './authority.ts';
import { isTrusted, type Configuration } from './bundles.ts';

interface Seen {
  authorities: readonly Authority[];
  configurations: readonly Configuration[];
  /** Who vouches for what is served now. */
  current: Authority | undefined;
  now: Date;
}

/**
 * Chooses who signs: the newest authority that kube-apiserver has been told to trust for so long that each of its replicas has learned of
 * it. Until there is one nothing changes; a process that serves nothing yet takes the oldest one that is trusted and will be long enough.
 * How long is measured by this process's own clock, from when it saw it itself.
 */
export function signerChoice(settleSeconds: number): (seen: Seen) => Authority | undefined {
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
      // Nobody is trusted for the moment, e.g. since somebody has wiped each caBundle.
      same ??
      authorities.findLast(authority => lasts(authority))
    );
  };
}
