/** A namespace, and in it one of each kind that people apply most. Nobody is named as an owner. */
export function plainObjects(namespace: string): object[] {
  const metadata = { name: 'cart', namespace };
  const labels = { app: 'cart' };
  const selector = { matchLabels: labels };
  const pod = { containers: [{ name: 'cart', image: 'registry.example/cart:1.0.0' }] };
  const template = { metadata: { labels }, spec: pod };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { color: 'blue' } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 80 }] } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector, template } },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { selector, template, serviceName: 'cart' } },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: { template: { spec: { ...pod, restartPolicy: 'Never' } } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector: selector, policyTypes: ['Ingress'] },
    },
  ];
}
