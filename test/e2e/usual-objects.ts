const labels = { app: 'cart' };
const pod = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'cart:1.4.2' }] } };
const job = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'cart:1.4.2' }] } } };

/**
 * Returns an object of each usual kind. Servers and controllers fill in much of them.
 * @param password value of the Secret
 */
export function usualObjects(namespace: string, password: string): object[] {
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          ...pod,
          spec: {
            containers: [
              {
                name: 'app',
                image: 'cart:1.4.2',
                env: [{ name: 'MODE', value: 'fast' }],
                ports: [{ containerPort: 80 }],
                resources: { limits: { cpu: '1000m', memory: '1Gi' } },
                livenessProbe: { httpGet: { port: 80 } },
              },
            ],
            volumes: [{ name: 'login', secret: { secretName: 'cart' } }],
          },
        },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        serviceName: 'cart',
        selector: { matchLabels: labels },
        template: pod,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    },
    { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector: { matchLabels: labels }, template: pod } },
    { apiVersion: 'batch/v1', kind: 'Job', spec: job },
    { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '@daily', jobTemplate: { spec: job } } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { type: 'LoadBalancer', selector: labels, ports: [{ name: 'http', port: 80 }] },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', data: { 'app.yaml': 'a: 1\nb: 2\n' }, binaryData: { logo: 'aGVsbG8=' } },
    { apiVersion: 'v1', kind: 'Secret', stringData: { password } },
    { apiVersion: 'v1', kind: 'ServiceAccount' },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      spec: { defaultBackend: { service: { name: 'cart', port: { number: 80 } } } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' } },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    },
  ];
  return objects.map(object => ({ ...object, metadata: { name: 'cart', namespace } }));
}
