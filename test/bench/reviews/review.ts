/**
 * The writer of a benchmark's object: Argo CD, which is fine, or a federation,
 * which is refused.
 */
export type Origin = 'argocd' | 'karmada';

/**
 * The AdmissionReview for the creation of a StatefulSet of some 12 KB, always the same: a database
 * with two helpers, with everything a real one carries, its managedFields above all.
 */
export function reviewOf(origin: Origin): Record<string, unknown> {
  const object = statefulSet(origin);
  const type = { group: 'apps', version: 'v1' };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: 'cb62f339-9722-4dc0-8409-65700cc35128',
      kind: { ...type, kind: 'StatefulSet' },
      resource: { ...type, resource: 'statefulsets' },
      requestKind: { ...type, kind: 'StatefulSet' },
      requestResource: { ...type, resource: 'statefulsets' },
      name: 'orders-db',
      namespace: 'default',
      operation: 'CREATE',
      userInfo: {
        username: writers[origin],
        uid: '9937515b-8da9-4b04-9539-7cfba7a13e96',
        groups: ['system:serviceaccounts', 'system:authenticated'],
      },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1', fieldManager: 'argocd-controller' },
    },
  };
}

/** Returns the body by which a client creates the StatefulSet in a namespace. */
export function manifestOf(origin: Origin, namespace: string): object {
  const { apiVersion, kind, metadata, spec } = statefulSet(origin);
  const { name, labels, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}

const writers: Record<Origin, string> = {
  argocd: 'system:serviceaccount:argocd:argocd-application-controller',
  karmada: 'system:serviceaccount:karmada-cluster:karmada-m1',
};

const marks: Record<Origin, { labels: Record<string, string>; annotations: Record<string, string> }> = {
  argocd: {
    labels: { 'app.kubernetes.io/instance': 'shop' },
    annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/StatefulSet:default/orders-db' },
  },
  karmada: {
    labels: { 'karmada.io/managed': 'true', 'work.karmada.io/permanent-id': '103b2c07-d2cf-4aa2-968d-fdae97a8c1b4' },
    annotations: { 'work.karmada.io/name': 'orders-db-86f889777c', 'work.karmada.io/namespace': 'karmada-es-m1' },
  },
};

function statefulSet(origin: Origin) {
  const { labels, annotations } = marks[origin];
  const app = { 'app.kubernetes.io/name': 'orders-db', 'app.kubernetes.io/component': 'database' };
  const body = {
    metadata: { labels: { ...app, 'app.kubernetes.io/version': '17.2', ...labels }, annotations },
    spec: {
      replicas: 3,
      serviceName: 'orders-db',
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: app },
      template: {
        metadata: { labels: app, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9187' } },
        spec: podSpec(app),
      },
      volumeClaimTemplates: [claim('data', '100Gi')],
    },
  };
  return {
    kind: 'StatefulSet',
    apiVersion: 'apps/v1',
    metadata: {
      name: 'orders-db',
      namespace: 'default',
      uid: '07200ab3-1b2f-4523-8adc-bd8f29d4e802',
      generation: 1,
      creationTimestamp: '2026-11-23T03:16:27Z',
      ...body.metadata,
      managedFields: [
        {
          manager: 'argocd-controller',
          operation: 'Update',
          apiVersion: 'apps/v1',
          time: '2026-11-23T03:16:27Z',
          fieldsType: 'FieldsV1',
          fieldsV1: fieldsOf(body),
        },
      ],
    },
    spec: body.spec,
    status: { replicas: 0, availableReplicas: 0 },
  };
}

function podSpec(app: Record<string, string>): Record<string, unknown> {
  return {
    serviceAccountName: 'orders-db',
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 120,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: { runAsNonRoot: true, runAsUser: 26, fsGroup: 26, seccompProfile: { type: 'RuntimeDefault' } },
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: app }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'database', effect: 'NoSchedule' }],
    containers: [container('postgres', 5432), container('exporter', 9187), container('backup', 8432)],
    volumes: [
      { name: 'config', configMap: { name: 'orders-db-config', defaultMode: 420 } },
      { name: 'tls', secret: { secretName: 'orders-db-tls', defaultMode: 288 } },
      { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
    ],
  };
}

function container(name: string, port: number): Record<string, unknown> {
  const probe = { tcpSocket: { port }, periodSeconds: 10, timeoutSeconds: 5, successThreshold: 1, failureThreshold: 3 };
  return {
    name,
    image: `registry.example.com/databases/${name}:17.2-3`,
    imagePullPolicy: 'IfNotPresent',
    args: ['--config', '/etc/postgres/postgres.conf', '--log-level', 'info'],
    ports: [{ name, containerPort: port, protocol: 'TCP' }],
    env: [
      ...['HOST', 'USER', 'DATABASE'].map(key => ({ name: `PG${key}`, value: `orders-${key.toLowerCase()}` })),
      { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } } },
    ],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
    livenessProbe: { ...probe, initialDelaySeconds: 30 },
    readinessProbe: probe,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: ['data', 'config', 'tls'].map(volume => ({ name: volume, mountPath: `/var/lib/${volume}` })),
  };
}

function claim(name: string, storage: string): Record<string, unknown> {
  return {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, volumeMode: 'Filesystem' },
    status: { phase: 'Pending' },
  };
}

/**
 * Returns the managedFields of kube-apiserver: the same tree, with keys for fields and list
 * items.
 */
function fieldsOf(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return Object.fromEntries(
      items.map(item => [`k:${JSON.stringify({ name: nameOf(item) })}`, { '.': {}, ...fieldsOf(item) }]),
    );
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]));
}

function nameOf(item: unknown): string {
  return typeof item === 'object' && item !== null && 'name' in item ? String(item.name) : String(item);
}
