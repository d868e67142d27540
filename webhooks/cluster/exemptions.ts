import { checkExemption } from '../../policies/settings/exemption.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

/**
 * Returns the FleetExemptions that rules use. Reports a malformed one, which exempts nothing.
 * @param rules ids of all existing rules
 */
export function usableExemptions(
  objects: readonly KubernetesObject[],
  rules: readonly string[],
  onProblem: (problem: string) => void,
): KubernetesObject[] {
  return objects.filter(object => {
    const checked = checkExemption(object, rules);
    if ('value' in checked) return true;
    onProblem(checked.problems.join('; '));
    return false;
  });
}
