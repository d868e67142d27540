import { controlPlanes, gitops, networkPolicies, services } from './others.ts';
import { archived, everywhere, removed, stateful } from './placements.ts';
import { edited, owned } from './metadata.ts';
import { mixed } from './pods.ts';
import { capabilities } from './virtual-nodes.ts';
import type { WorstCase } from './worst-case.ts';

/** The most expensive objects of each rule, by its id. */
export const worstCases: Readonly<Record<string, readonly WorstCase[]>> = {
  'api-served': removed,
  'explicit-placement': everywhere,
  'federation-control-plane-ha': controlPlanes,
  'gitops-destination': gitops,
  'network-policy-on-virtual-node': networkPolicies,
  'no-archived-federation': archived,
  'no-federated-stateful': stateful,
  'no-manual-edit': edited,
  'no-mixed-placement': mixed,
  'ownership-claimed': owned,
  'ownership-protected': owned,
  'ownership-required': owned,
  'service-on-virtual-node': services,
  'virtual-node-capabilities': capabilities,
};
