import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { helm } from '../../testbed/cluster/helm.ts';
import { kubectl } from '../../testbed/cluster/kubectl.ts';

type Access = Pick<Cluster, 'kubeconfig'>;

/** Writes in one namespace, with the real kubectl and the real helm. */
export interface Writer {
  readonly kubectl: (words: readonly string[], object?: object) => Promise<ProgramAnswer>;
  readonly helm: (words: readonly string[]) => Promise<ProgramAnswer>;
}

/** An ordinary user, who has every right and is in no group that counts. */
export const person = 'ann';
/** As recorded in test/fixtures/admission. */
export const argocd = 'system:serviceaccount:kube-system:argocd-manager';
/** A controller that is not in the catalogue. */
export const controller = 'system:serviceaccount:rollouts:controller';

/** @throws nothing: returns a failure as an answer */
export function writerAs(access: Access, namespace: string, user: string): Writer {
  const group = 'developers';
  return {
    kubectl: (words, object) =>
      kubectl(access, [...words, '-n', namespace, `--as=${user}`, `--as-group=${group}`], {
        input: object === undefined ? '' : JSON.stringify(object),
      }),
    helm: words => helm([...words, '-n', namespace, `--kube-as-user=${user}`, `--kube-as-group=${group}`], access),
  };
}

/** Gives these users the right to do everything, without a group. */
export async function letWrite(access: Access, name: string): Promise<void> {
  const users = [person, argocd, controller].map(user => `--user=${user}`);
  await kubectl(access, ['create', 'clusterrolebinding', name, '--clusterrole=cluster-admin', ...users]);
}
