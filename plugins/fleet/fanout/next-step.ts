import { ClusterError, type ClusterErrorReason } from '../../../kubernetes/errors/cluster-error.ts';
import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { shellWord } from '../output/shell-word.ts';
import { loginCommand } from './login-command.ts';

/** One kind of failure, with the step that leads out of it. */
interface Step {
  /** Reason of the failure; any where it is absent. */
  reason?: ClusterErrorReason;
  /** Part of the message. */
  says: RegExp;
  step: (cluster: Cluster, found: RegExpExecArray) => string;
}

const network = 'connect to the network of the cluster, e.g. its VPN';

/** All kinds of failures. The first one that matches counts. */
const steps: readonly Step[] = [
  {
    says: /^proxy: .*(user and password)/,
    step: () => 'give them in proxy-url or HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT',
  },
  {
    says: /^proxy: |no address such as http:\/\/host:3128/,
    step: () => 'correct proxy-url of the cluster or HTTPS_PROXY; NO_PROXY names hosts that need no proxy',
  },
  { reason: 'Timeout', says: /kubectl did not end/, step: () => 'wait longer with --timeout' },
  { reason: 'Timeout', says: /no answer/, step: () => `${network}, or wait longer with --timeout` },
  { says: /^connection refused/, step: cluster => `start the cluster, or ${correctAddress(cluster)}` },
  { says: /name server does not answer/, step: () => 'check the network and the name server of this machine' },
  { says: /^host name not found/, step: cluster => `${network}, or ${correctAddress(cluster)}` },
  { says: /^no route to/, step: () => network },
  {
    says: /^connection closed|^the compressed answer ends/,
    step: () => 'try again; a firewall or a load balancer in between may end connections',
  },
  {
    says: /^server certificate expired/,
    step: () => 'renew the certificate of the API server, e.g. kubeadm certs renew apiserver',
  },
  { says: /^server certificate not valid yet/, step: () => 'set the clock of this machine' },
  {
    says: /^server certificate not trusted/,
    step: () => 'fetch the kubeconfig of this cluster again: its authority changed, or a proxy signs in its place',
  },
  {
    says: /^server certificate is not for/,
    step: cluster =>
      `use a name of the certificate: kubectl config set-cluster ${entryOf(cluster)} --tls-server-name=NAME`,
  },
  {
    reason: 'CertificateRefused',
    says: /^/,
    step: () => 'ask who runs the cluster for the certificate that its API server should have',
  },
  { says: /does not speak TLS|does not speak HTTP/, step: correctAddress },
  {
    says: /a web page|sends elsewhere/,
    step: cluster => `log in there with a browser, or ${correctAddress(cluster)}`,
  },
  {
    says: /longer than \d+ bytes|has no end/,
    step: () => 'ask who runs the cluster what answers in place of its API server',
  },
  { reason: 'InvalidAnswer', says: /^(?!kubectl)/, step: correctAddress },
  { reason: 'Unauthorized', says: /^/, step: newCredentials },
  { reason: 'PluginFailed', says: /no kubectl on PATH/, step: () => 'install kubectl, or name it in KUBECTL_PATH' },
  {
    reason: 'PluginFailed',
    says: /^credential plugin (\S+) is not installed/,
    step: (_, [, program = '']) => `install ${program}, or add its folder to PATH`,
  },
  {
    reason: 'PluginFailed',
    says: /^getting credentials: plugin/,
    step: () => 'allow the plugin in credentialPluginAllowlist of your kuberc',
  },
  {
    reason: 'PluginFailed',
    says: /no terminal/,
    step: cluster => `log in first${loginWords(cluster)}, or run this in a terminal`,
  },
  { reason: 'PluginFailed', says: /^/, step: newCredentials },
  {
    reason: 'Forbidden',
    says: /cannot (\w+) resource "([^"]+)" in API group "([^"]*)"/,
    step: (_, found) => grant(found),
  },
  {
    reason: 'Forbidden',
    says: /^/,
    step: () => 'ask who runs the cluster for the rights that docs/reference/access.md lists',
  },
  {
    reason: 'TooManyRequests',
    says: /^/,
    step: () => 'try again later, or ask fewer clusters at once with --parallel',
  },
  {
    says: /^Metrics API not available/,
    step: () => 'install Metrics Server: https://kubernetes-sigs.github.io/metrics-server/',
  },
  {
    says: /^Metrics API does not answer/,
    step: ({ name }) => `look at its server: kubectl get apiservices --context ${shellWord(name)}`,
  },
  {
    says: /^metrics not available/,
    step: () => 'wait a minute, or look at the log of Metrics Server',
  },
  {
    says: /^server error 5\d\d|^HTTP 5\d\d/,
    step: ({ name }) => `look at the API server: kubectl get --raw '/readyz?verbose' --context ${shellWord(name)}`,
  },
  {
    says: /exec\.apiVersion .* is gone|knows no auth-provider/,
    step: () => 'let the tool of your provider write the kubeconfig again, e.g. aws eks update-kubeconfig',
  },
  {
    reason: 'ContextInvalid',
    says: /^/,
    step: ({ name }) => `correct it: kubectl config view --context ${shellWord(name)} --minify`,
  },
];

/** Returns the step that leads out of a failure; undefined where none is known. */
export function nextStep(failure: ClusterError, cluster: Cluster): string | undefined {
  for (const { reason, says, step } of steps) {
    const found = reason === undefined || reason === failure.reason ? says.exec(failure.message) : null;
    if (found !== null) return step(cluster, found);
  }
  return undefined;
}

function entryOf({ connection }: Cluster): string {
  return connection instanceof ClusterError ? 'NAME' : shellWord(connection.names.cluster);
}

function correctAddress(cluster: Cluster): string {
  return `correct its address: kubectl config set-cluster ${entryOf(cluster)} --server=URL`;
}

function loginWords({ connection }: Cluster): string {
  const exec = connection instanceof ClusterError ? undefined : connection.user.exec;
  const command = exec === undefined ? undefined : loginCommand(exec);
  return command === undefined ? '' : `: ${command}`;
}

function newCredentials(cluster: Cluster): string {
  const login = loginWords(cluster);
  return login === '' ? 'log in again, or fetch the kubeconfig of this cluster again' : `log in again${login}`;
}

function grant([, verb = '', resource = '', group = '']: RegExpExecArray): string {
  const type = group === '' ? resource : `${resource}.${group}`;
  return `ask for the right: kubectl create clusterrole NAME --verb=${verb} --resource=${shellWord(type)}`;
}
