import {
  CoreV1Api,
  KubeConfig,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
} from '@kubernetes/client-node';

/**
 * Says of every pod that was placed on one of these nodes that it runs, as a kubelet does: the
 * machines of the demo are Node objects alone. Usage: node machines.ts KUBECONFIG NODE...; it goes
 * on until it is ended.
 */
const [file = '', ...nodes] = process.argv.slice(2);
const config = new KubeConfig();
config.loadFromFile(file);
const core = config.makeApiClient(CoreV1Api);

async function run({ metadata, spec, status }: V1Pod): Promise<void> {
  if (!nodes.includes(spec?.nodeName ?? '') || status?.phase !== 'Pending') return;
  const since = new Date().toISOString();
  const condition = (type: string) => ({ type, status: 'True', lastTransitionTime: since });
  const containerStatuses = spec?.containers.map(({ name, image }) => ({
    ...{ name, image, imageID: image, ready: true, started: true, restartCount: 0 },
    state: { running: { startedAt: since } },
  }));
  const conditions = ['Initialized', 'ContainersReady', 'Ready'].map(condition);
  const body = { status: { phase: 'Running', startTime: since, conditions, containerStatuses } };
  await core.patchNamespacedPodStatus(
    { name: metadata?.name ?? '', namespace: metadata?.namespace ?? '', body },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
}

const pods = makeInformer(config, '/api/v1/pods', () => core.listPodForAllNamespaces());
const take = (pod: V1Pod): void => {
  // The next change of the pod, or the next list, is another try.
  run(pod).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
};
pods.on('add', take);
pods.on('update', take);
pods.on('error', () => setTimeout(() => void pods.start(), 1000));
await pods.start();
