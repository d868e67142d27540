import type { Cluster } from '../../cluster/cluster.ts';

export const home = 'argocd';

const partOf = { 'app.kubernetes.io/part-of': 'argocd' };
const configMap = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: home, labels: partOf },
});

/** What Argo CD expects to find in its namespace. */
export const furniture = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: home } },
  ...['argocd-cm', 'argocd-rbac-cm', 'argocd-gpg-keys-cm'].map(configMap),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argocd-secret', namespace: home, labels: partOf },
    stringData: { 'server.secretkey': 'unused' },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: home },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ namespace: '*', server: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  },
];

/** The account under which Argo CD writes to a spoke, as `argocd cluster add` makes it. */
export const manager = { name: 'argocd-manager', namespace: 'kube-system' };
export const managerObjects = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: manager },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'argocd-manager-role-binding' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...manager }],
  },
];

/** How a hub is told of a spoke. */
export function clusterSecret({ name, server, authority }: Cluster, bearerToken: string): object {
  const caData = Buffer.from(authority.certificate).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: home, labels: { 'argocd.argoproj.io/secret-type': 'cluster' } },
    stringData: { name, server, config: JSON.stringify({ bearerToken, tlsClientConfig: { caData } }) },
  };
}

/** An application that follows a folder of git by itself. */
export function application(name: string, repository: string, { server }: Cluster, namespace: string): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: home },
    spec: {
      project: 'default',
      source: { repoURL: `file://${repository}`, path: '.', targetRevision: 'HEAD' },
      destination: { server, namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true'] },
    },
  };
}
