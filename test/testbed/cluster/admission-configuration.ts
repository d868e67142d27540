import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

const apiVersion = 'apiserver.config.k8s.io/v1';

/**
 * Tells a kube-apiserver that is yet to be started what to show to which admission webhook.
 * @param users the user of a kubeconfig by HOST:PORT of the webhook
 * @returns what to start it with
 */
export async function webhookCredentials(folder: string, users: Readonly<Record<string, object>>): Promise<string[]> {
  const kubeConfigFile = join(folder, 'webhooks.kubeconfig');
  const entries = Object.entries(users).map(([name, user]) => ({ name, user }));
  await writeFile(kubeConfigFile, stringify({ apiVersion: 'v1', kind: 'Config', users: entries }), { mode: 0o600 });
  return configure(folder, { mutating: { kubeConfigFile }, validating: { kubeConfigFile } });
}

/** Folders of which every .yaml and .json file is a webhook to a kube-apiserver. */
export interface WebhookFolders {
  readonly mutating: string;
  readonly validating: string;
}

/**
 * Tells a kube-apiserver that is yet to be started to take webhooks from files too, and makes the
 * folders for them.
 * @returns the folders, and what to start it with
 */
export async function webhookFolders(folder: string): Promise<{ folders: WebhookFolders; flags: string[] }> {
  const folders = { mutating: join(folder, 'mutating'), validating: join(folder, 'validating') };
  await Promise.all(Object.values(folders).map(path => mkdir(path)));
  const { mutating, validating } = folders;
  const flags = await configure(folder, {
    mutating: { staticManifestsDir: mutating },
    validating: { staticManifestsDir: validating },
  });
  return { folders, flags };
}

async function configure(folder: string, { mutating, validating }: Record<keyof WebhookFolders, object>) {
  const plugin = (name: string, more: object): object => ({
    name,
    configuration: { apiVersion, kind: 'WebhookAdmissionConfiguration', ...more },
  });
  const plugins = [plugin('MutatingAdmissionWebhook', mutating), plugin('ValidatingAdmissionWebhook', validating)];
  const file = join(folder, 'admission.yaml');
  await writeFile(file, stringify({ apiVersion, kind: 'AdmissionConfiguration', plugins }));
  return [`--admission-control-config-file=${file}`];
}
