import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** True if a federation placed the workloads, so that each StatefulSet is refused. */
export type Placed = 'by a federation' | 'by nobody';

const manifests = 2000;
const folders = 40;

/**
 * Writes 2,000 manifests of some 10 KB each, always the same, as a repository of forty teams may
 * hold them.
 */
export async function writeRepository(folder: string, placed: Placed): Promise<void> {
  for (let number = 0; number < manifests; number++) {
    const team = join(folder, `team-${number % folders}`);
    await mkdir(team, { recursive: true });
    await writeFile(join(team, `app-${number}.yaml`), `# App ${number}\n${stringify(manifest(number, placed))}`);
  }
}

/** Three of five are Deployments, one is a StatefulSet, one a ConfigMap. */
function manifest(number: number, placed: Placed): unknown {
  const metadata = {
    name: `app-${number}`,
    namespace: `team-${number % folders}`,
    labels: {
      'app.kubernetes.io/name': `app-${number}`,
      ...(placed === 'by a federation' && { 'karmada.io/managed': 'true' }),
    },
    annotations: { description: 'A long text that tells what this is for, and whom to ask. '.repeat(4) },
  };
  if (number % 5 === 4) return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files(number) };
  const labels = { app: metadata.name };
  const spec = {
    replicas: 3,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: pod(number) },
  };
  return { apiVersion: 'apps/v1', kind: number % 5 === 3 ? 'StatefulSet' : 'Deployment', metadata, spec };
}

function files(number: number): Record<string, string> {
  const lines = Array.from(
    { length: 60 },
    (_, line) => `setting.${line} = "value ${number} of ${line}" # a word about it`,
  );
  return { 'first.conf': `${lines.join('\n')}\n`, 'second.conf': `${lines.join('\n\n')}\n`, mode: 'strict' };
}

function pod(number: number): unknown {
  return {
    containers: Array.from({ length: 5 }, (_, index) => container(number, index)),
    volumes: [{ name: 'config', configMap: { name: `app-${number}` } }],
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }],
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ],
  };
}

function container(number: number, index: number): unknown {
  return {
    name: `container-${index}`,
    image: `registry.example.com/team-${number % folders}/app-${number}:1.${index}.${number % 7}`,
    ports: [{ name: 'http', containerPort: 8080 + index, protocol: 'TCP' }],
    env: Array.from({ length: 14 }, (_, variable) =>
      variable % 4 === 0
        ? { name: `SECRET_${variable}`, valueFrom: { secretKeyRef: { name: `app-${number}`, key: 'password' } } }
        : { name: `VARIABLE_${variable}`, value: `the value ${number * variable} of "${variable}"` },
    ),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
    livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, initialDelaySeconds: 10, periodSeconds: 15 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
    securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}
