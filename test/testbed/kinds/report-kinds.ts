import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../../kubernetes/program/program.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { TestbedError } from '../errors/testbed-error.ts';

/**
 * Modules that publish the definitions of the two APIs of reports: those of the projects that make
 * them.
 */
const modules = {
  openreports: { module: 'github.com/openreports/reports-api@v0.2.1', folder: 'config/crd' },
  wgpolicyk8s: { module: 'github.com/kyverno/kyverno@v1.19.1', folder: 'config/crds/policyreport' },
};

/**
 * Makes a cluster serve the real kinds of an API of reports, schemas and all.
 * @throws TestbedError REQUEST_FAILED
 */
export async function installReportKinds(
  cluster: Pick<Cluster, 'kubeconfig'>,
  api: keyof typeof modules,
): Promise<void> {
  const { module, folder } = modules[api];
  const answer = await runProgram('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), env: process.env });
  const place = /"Dir": "(.*)"/.exec(answer.stdout)?.[1];
  if (place === undefined) throw new TestbedError('REQUEST_FAILED', `${module}: ${answer.stdout}${answer.stderr}`);
  for (const verb of [['create'], ['wait', '--for=condition=Established', '--timeout=60s']]) {
    const { exitCode, stderr } = await kubectl(cluster, [...verb, '-f', join(place, folder)]);
    if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl ${verb.join(' ')}: ${stderr}`);
  }
}
