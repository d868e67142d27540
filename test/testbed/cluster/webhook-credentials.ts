import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/**
 * Tells a kube-apiserver that is yet to be started what to show to which admission webhook.
 * @param users the user of a kubeconfig by HOST:PORT of the webhook
 * @returns what to start it with
 */
export async function webhookCredentials(folder: string, users: Readonly<Record<string, object>>): Promise<string[]> {
  const kubeConfigFile = join(folder, 'webhooks.kubeconfig');
  const file = join(folder, 'admission.yaml');
  const apiVersion = 'apiserver.config.k8s.io/v1';
  const configuration = { apiVersion, kind: 'WebhookAdmissionConfiguration', kubeConfigFile };
  const plugins = ['MutatingAdmissionWebhook', 'ValidatingAdmissionWebhook'].map(name => ({ name, configuration }));
  const entries = Object.entries(users).map(([name, user]) => ({ name, user }));
  await writeFile(kubeConfigFile, stringify({ apiVersion: 'v1', kind: 'Config', users: entries }), { mode: 0o600 });
  await writeFile(file, stringify({ apiVersion, kind: 'AdmissionConfiguration', plugins }));
  return [`--admission-control-config-file=${file}`];
}
