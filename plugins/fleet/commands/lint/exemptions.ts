import { checkExemption, FleetExemption } from '../../../../policies/settings/exemption.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Manifest, Problem } from '../../manifests/manifest.ts';

/**
 * Returns the valid FleetExemptions among the manifests, and a problem for each invalid one.
 * @param rules ids of all rules
 */
export function exemptionsAmong(manifests: readonly Manifest[], rules: readonly string[]): Exemptions {
  const exemptions: KubernetesObject[] = [];
  const problems: Problem[] = [];
  for (const { object, source } of manifests.filter(({ object }) => isExemption(object))) {
    const checked = checkExemption(object, rules);
    if ('value' in checked) exemptions.push(object);
    else problems.push(...checked.problems.map(message => ({ ...source, message: `FleetExemption: ${message}` })));
  }
  return { exemptions, problems };
}

interface Exemptions {
  exemptions: KubernetesObject[];
  problems: readonly Problem[];
}

const { apiVersion, kind } = FleetExemption.properties;
const group = apiVersion.const.split('/', 1)[0];

/**
 * True for a FleetExemption of any version, so that an unknown version is a problem and is not
 * ignored.
 */
function isExemption(object: KubernetesObject): boolean {
  return object['kind'] === kind.const && String(object['apiVersion']).split('/', 1)[0] === group;
}
