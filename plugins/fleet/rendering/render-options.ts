import type { ClusterFacts } from '../../../policies/facts/cluster-facts.ts';
import type { Engine } from '../../../policies/engine/engine.ts';
import { fleetErrors } from '../command-line/errors.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { renderingFlags } from '../command-line/flags/rendering-flags.ts';
import type { FollowOptions } from './follow.ts';
import type { RenderTarget } from './rendering.ts';
import { sourceOverrides } from './source-overrides.ts';

/** Cluster to render for, and inputs for following GitOps sources. */
export interface RenderChoice {
  target: RenderTarget;
  /** Absent if no source is to be followed. */
  following?: Pick<FollowOptions, 'engine' | 'overrides'>;
}

/**
 * Returns the choice that the rendering flags make.
 * @throws FleetError for a flag without the flag that it depends on
 */
export function renderChoice(
  { gitops, kustomize, 'enable-helm': enableHelm, source }: FlagsOf<typeof renderingFlags>,
  engine: Pick<Engine, 'servedApis' | 'sources'>,
  cluster: ClusterFacts,
  workingDirectory: string,
): RenderChoice {
  if (enableHelm && !kustomize && !gitops)
    throw fleetErrors.flagInvalid('enable-helm', 'true', 'to stand beside --kustomize');
  if (source.length > 0 && !gitops) {
    throw fleetErrors.flagInvalid('source', source.join(','), 'to stand beside --gitops');
  }
  const target = { version: cluster.version, apiVersions: engine.servedApis({ cluster }), enableHelm };
  return { target, ...(gitops && { following: { engine, overrides: sourceOverrides(source, workingDirectory) } }) };
}
