import { allowedPlugin } from './allowed-plugin.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { PluginCredentials } from './credentials.ts';
import { shortReason } from '../program/short-reason.ts';
import { readExecCredential } from './exec-credential.ts';
import { dataOrFile } from './files.ts';
import type { ExecEntry } from '../kubeconfig/schema.ts';
import type { PluginPolicy } from './plugin-policy.ts';
import { startWords } from './plugin-start.ts';
import { isInteractive, runPlugin, type PluginEnvironment } from './plugin-process.ts';
import { ProgramError } from '../program/program-error.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * Calls the credential plugin of a kubeconfig user by the protocol of client-go
 * (k8s.io/client-go/plugin/pkg/client/auth/exec). Tells a plugin with IfAvailable not to prompt:
 * many clusters are asked at once, and prompts would mix.
 * @throws ClusterError PluginFailed; an AbortError when the signal ends the plugin
 */
export async function callPlugin(
  connection: Connection,
  exec: ExecEntry,
  environment: PluginEnvironment & { policy: PluginPolicy },
  signal: AbortSignal,
): Promise<PluginCredentials> {
  const failed = (problem: string) => new ClusterError('PluginFailed', `credential plugin ${exec.command} ${problem}`);
  const { apiVersion = '' } = exec;
  const allowed = await allowedPlugin(exec.command, environment.policy, environment.env);
  if ('refusal' in allowed) throw new ClusterError('PluginFailed', `getting credentials: ${allowed.refusal}`);
  const interactive = isInteractive(exec);
  if (interactive && !environment.terminal.stdin) throw failed('has to ask you something, and there is no terminal');
  const info = {
    kind: 'ExecCredential',
    apiVersion,
    spec: { interactive, ...(exec.provideClusterInfo === true && { cluster: await clusterInfo(connection) }) },
  };
  const end = await runPlugin({ ...exec, command: allowed.path }, JSON.stringify(info), environment, signal).catch(
    async (error: unknown) => {
      if (error instanceof ProgramError) throw failed('did not answer with an ExecCredential');
      throw signal.aborted ? error : failed(await startWords(error, exec));
    },
  );
  if (end.code === 0) return readExecCredential(end.stdout, apiVersion, failed);
  const how = end.code === null ? `was ended by ${end.signal ?? 'a signal'}` : `failed with exit code ${end.code}`;
  const words = shortReason(end.stderr);
  throw failed(`${how}${words === '' ? '' : `: ${words}`}`);
}

/**
 * Returns the cluster for KUBERNETES_EXEC_INFO, with the plugin configuration in the kubeconfig.
 */
async function clusterInfo({ cluster, names }: Connection): Promise<object> {
  const authority = await dataOrFile(cluster, 'certificate-authority', `cluster "${names.cluster}"`);
  const config = cluster.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension;
  return {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
    'certificate-authority-data': authority?.content.toString('base64'),
    'proxy-url': cluster['proxy-url'],
    config,
  };
}
