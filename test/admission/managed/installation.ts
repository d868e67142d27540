import { randomBytes, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ManagedCertificate } from '../../../webhooks/certificates/managed.ts';
import { accessTo } from '../../e2e/kubeconfigs.ts';
import { applyObjects } from '../../testbed/cluster/apply.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import { supervise } from '../../testbed/supervisor/supervise.ts';
import { openProxy, type Proxy } from '../tcp-proxy.ts';
import { configurationsOf, ownObjects, rightsOf } from './objects.ts';
import { startReplica, type Entrance, type Replica } from './replica.ts';

type Timing = Pick<ManagedCertificate, 'authority' | 'leaf' | 'settleSeconds' | 'checkSeconds'>;

/** A webhook that makes its certificates itself, installed in a cluster as a chart does it. */
export interface Installation {
  readonly namespace: string;
  /**
   * The objects that the chart makes, without a caBundle. They select namespaces with the label
   * admission-test=NAMESPACE.
   */
  readonly manifest: string;
  /** The webhook configurations among these objects. */
  readonly configurations: object[];
  /** The address that kube-apiserver calls. Any replica answers. */
  readonly url: string;
  readonly start: () => Promise<Replica>;
  /** The connection from the replicas to the cluster. */
  readonly interrupt: () => void;
  readonly restore: () => void;
  readonly authorities: () => Promise<X509Certificate[]>;
  /** The caBundle of each webhook. */
  readonly bundles: () => Promise<string[]>;
  readonly uninstall: () => Promise<void>;
}

/** Installs the objects and the rights that the webhook needs, and starts no process. */
export async function install(
  cluster: Pick<Cluster, 'name' | 'kubeconfig'>,
  namespace: string,
  timing: Timing = {},
): Promise<Installation> {
  const folder = join(tmpdir(), `kubectl-fleet-managed-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const { cluster: access } = await accessTo(cluster.kubeconfig);
  const apiserver = Number(new URL(access.server).port);
  const [calls, api] = await Promise.all([openProxy(), openProxy(apiserver)]);
  const url = `https://127.0.0.1:${calls.port}`;
  const configurations = configurationsOf(namespace, url);
  const manifest = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [...ownObjects(namespace), ...configurations],
  });
  const made = await kubectl(cluster, ['apply', '--server-side', '-f', '-'], { input: manifest });
  if (made.exitCode !== 0) throw new Error(made.stderr);
  await applyObjects(cluster, await rightsOf(namespace));
  const token = (await kubectl(cluster, ['create', 'token', 'webhook', '-n', namespace])).stdout.trim();
  const server = `https://127.0.0.1:${api.port}`;
  await writeFile(join(folder, 'kubeconfig'), kubeconfigOf({ ...access, server }, { token }));
  await writeFile(join(folder, 'webhook.json'), JSON.stringify(configurationFor(cluster.name, namespace, timing)));
  const entrance = entranceBy(calls);
  let started = 0;
  return {
    namespace,
    manifest,
    configurations,
    url,
    start: () => startReplica({ folder, ...supervisor }, `webhook-${started++}`, entrance),
    interrupt: () => {
      api.lead([]);
    },
    restore: () => {
      api.lead([apiserver]);
    },
    authorities: async () => {
      const jsonpath = 'jsonpath={.data.ca\\.crt}';
      const { stdout } = await kubectl(cluster, ['get', 'secret', 'authority', '-n', namespace, '-o', jsonpath]);
      return certificatesIn(Buffer.from(stdout, 'base64').toString());
    },
    bundles: async () => {
      const kinds = 'mutatingwebhookconfigurations,validatingwebhookconfigurations';
      const jsonpath = 'jsonpath={range .items[*].webhooks[*].clientConfig}{.caBundle}{"\\n"}{end}';
      const { stdout } = await kubectl(cluster, ['get', kinds, '-l', `installation=${namespace}`, '-o', jsonpath]);
      return stdout
        .split('\n')
        .slice(0, -1)
        .map(line => Buffer.from(line, 'base64').toString());
    },
    uninstall: async () => {
      await kubectl(cluster, ['delete', '--wait=false', '-f', '-'], { input: manifest });
      await supervisor.stop(false);
      calls.close();
      api.close();
    },
  };
}

/** Returns the certificates of a PEM text, in its order. */
export function certificatesIn(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? []).map(
    block => new X509Certificate(block),
  );
}

function kubeconfigOf(cluster: object, user: object): string {
  return stringify({
    'current-context': 'own',
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'own' } }],
    clusters: [{ name: 'own', cluster }],
    users: [{ name: 'own', user }],
  });
}

function configurationFor(name: string, namespace: string, timing: Timing): object {
  const managed: ManagedCertificate = {
    secret: 'authority',
    lease: 'authority',
    hosts: ['127.0.0.1'],
    configurations: { mutating: namespace, validating: namespace },
    ...timing,
  };
  return {
    listen: { host: '127.0.0.1', port: 0 },
    probes: { host: '127.0.0.1', port: 0 },
    namespace,
    certificate: { managed },
    cluster: { name, fleet: 'acme', owner: 'payments' },
    kubeconfig: 'kubeconfig',
    drainSeconds: 0,
  };
}

function entranceBy(calls: Proxy): Entrance {
  const ports = new Map<string, number>();
  const lead = (): void => {
    calls.lead([...ports.values()]);
  };
  return {
    open: (name, port) => {
      ports.set(name, port);
      lead();
    },
    close: name => {
      ports.delete(name);
      lead();
    },
  };
}
