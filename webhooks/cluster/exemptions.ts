import { checkExemption } from '../../policies/settings/exemption.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

/**
 * The FleetExemptions by which rules may judge. One that is malformed exempts nothing, and is told.
 * @param rules ids of all rules that there are
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
