import { Agent } from 'node:https';
import { administrator } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { send } from '../testbed/cluster/send.ts';

/** So many requests at a time; the API server takes 600 by itself. */
const connections = 40;

/**
 * Creates so many objects in a cluster as fast as it takes them: Pods and workloads that run
 * nothing, one in 48 of them refused by rules.
 */
export async function createObjects(cluster: Cluster, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const create = async (path: string, object: object): Promise<void> => {
    const { status, body } = await send(`${cluster.server}${path}`, {
      ...administrator(cluster),
      agent,
      body: JSON.stringify(object),
    });
    if (status >= 300) throw new Error(`${path}: ${status} ${body}`);
  };
  for (const name of namespaces) await create('/api/v1/namespaces', { metadata: { name } });
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await create(...objectAt(index));
  };
  await Promise.all(Array.from({ length: connections }, writer));
  agent.destroy();
}

const namespaces = Array.from({ length: 200 }, (_, index) => `team-${index}`);

const container = (name: string) => ({
  name,
  image: `registry.example.org/shop/${name}:3.1.${name.length}`,
  args: ['--listen=:8080', '--log-level=info', '--config=/etc/app/config.yaml'],
  env: Array.from({ length: 12 }, (_, index) => ({
    name: `SETTING_${index}`,
    value: `value number ${index} of ${name}`,
  })),
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 5 },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  volumeMounts: [{ name: 'config', mountPath: '/etc/app' }],
});

function objectAt(index: number): [path: string, object: object] {
  const name = `app-${index}`;
  const namespace = namespaces[index % namespaces.length] ?? '';
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' };
  // A StatefulSet, as is each third of eight.
  const marks = index % 48 === 3 ? { 'karmada.io/managed': 'true' } : {};
  const metadata = { name, labels: { ...labels, ...marks } };
  const spec = {
    // Nobody of this name: they stay what they are.
    schedulerName: 'none',
    automountServiceAccountToken: false,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    containers: [container('web'), container('metrics')],
    volumes: [{ name: 'config', configMap: { name } }],
  };
  const template = { metadata: { labels }, spec };
  const selector = { matchLabels: labels };
  const apps = `/apis/apps/v1/namespaces/${namespace}`;
  const kinds: [string, object][] = [
    [`/api/v1/namespaces/${namespace}/pods`, { metadata, spec }],
    [`${apps}/deployments`, { metadata, spec: { replicas: 0, paused: true, selector, template } }],
    [`${apps}/statefulsets`, { metadata, spec: { replicas: 0, serviceName: name, selector, template } }],
    [`/apis/batch/v1/namespaces/${namespace}/jobs`, { metadata, spec: jobOf(template) }],
    [`/apis/batch/v1/namespaces/${namespace}/cronjobs`, { metadata, spec: cronJobOf(template) }],
  ];
  // Half of them are Pods, as in most clusters, and all Pods are judged: the worst case, as what a
  // workload made would be passed over.
  const kind = index % 2 === 0 ? 0 : 1 + (Math.floor(index / 2) % 4);
  return kinds[kind] ?? ['', {}];
}

interface Template {
  metadata: object;
  spec: object;
}

function jobOf({ metadata, spec }: Template): object {
  return { suspend: true, template: { metadata, spec: { ...spec, restartPolicy: 'Never' } } };
}

function cronJobOf(template: Template): object {
  return { schedule: '0 0 1 1 *', suspend: true, jobTemplate: { spec: jobOf(template) } };
}
