import type { Shown } from './screen.ts';

/** One thing to show: what a person would type, and what must come of it. */
export interface Step {
  readonly about: string;
  readonly command: string;
  readonly exitCode: number;
  /** Every one of these stands in what the command prints. */
  readonly shows: readonly RegExp[];
  /** It is taken again, for a minute at most, until it shows all this. */
  readonly isRepeated?: true;
}

const dayInAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

const exemption = `apiVersion: kubectl-fleet.io/v1alpha1
kind: FleetExemption
metadata: { name: orders-db }
spec:
  rules: [no-federated-stateful]
  objects: { namespaces: [shop], names: [orders-db] }
  owner: payments
  reason: moves to a cluster of its own
  ticket: OPS-1234
  expiresAt: ${dayInAMonth}`;

/** In the order of the demo. What is shown before the spoke us-1 dies comes first. */
export const steps: readonly Step[] = [
  {
    about: 'the inventory: every context of the kubeconfig, asked at once',
    command: 'kubectl fleet clusters',
    exitCode: 0,
    shows: [
      /^hub +v1\.37\..*karmada control plane.*platform +ready/m,
      /^eu-1 +v1\.37\..*virtual nodes.*payments +ready/m,
      /^us-1 +v1\.36\..*retail +ready/m,
    ],
  },
  {
    about: 'one get over all clusters',
    command: 'kubectl fleet get deployments -n shop',
    exitCode: 0,
    shows: [/^CLUSTER +NAME +READY/, /^hub +catalog /m, /^eu-1 +cart /m, /^us-1 +cart /m],
  },
  {
    about: 'which version runs where: us-1 is behind with the agent',
    command: 'kubectl fleet versions',
    exitCode: 0,
    shows: [/^APP +HUB +EU-1 +US-1/, /^agent +1\.9\.2 +1\.9\.2 +1\.8\.0 \*/m, /^catalog +2\.0\.0 +- +-/m],
  },
  {
    about: 'what rules may know of a cluster, a part of it',
    command: "kubectl fleet facts -C eu-1 | grep -E '^  (version|owner|ownerFrom|fleet):'",
    exitCode: 0,
    shows: [/^ {2}version: v1\.37\./m, /^ {2}owner: payments$/m, /^ {2}fleet: acme$/m],
  },
  {
    about: 'a good Deployment is admitted, and marked with its owner',
    command: 'kubectl --context eu-1 apply -f examples/allowed/deployment.yaml',
    exitCode: 0,
    shows: [/deployment\.apps\/frontend (created|configured)/],
  },
  {
    about: 'what the webhook tells of it',
    command: `kubectl --context eu-1 -n shop get deployment frontend -o jsonpath='{.metadata.annotations}' | tr , '\\n' | grep fleet`,
    exitCode: 0,
    shows: [
      /"kubectl-fleet\.io\/cluster":"eu-1"/,
      /"kubectl-fleet\.io\/fleet":"acme"/,
      /"kubectl-fleet\.io\/owned-by":"payments"/,
    ],
  },
  {
    about: 'a StatefulSet that a federation placed is refused by the member itself',
    command: 'kubectl --context eu-1 apply -f examples/refused/federated-statefulset.yaml',
    exitCode: 1,
    shows: [
      /admission webhook "validate\.kubectl-fleet\.io" denied the request/,
      /no-federated-stateful: StatefulSet .* was placed here by Karmada/,
      / {2}fix {2}/,
    ],
  },
  {
    about: 'federated pods that go to virtual nodes are refused',
    command: 'kubectl --context eu-1 apply -f examples/refused/mixed-placement.yaml',
    exitCode: 1,
    shows: [/no-mixed-placement: Deployment .* selects nodes with type=virtual-kubelet/],
  },
  {
    about: 'the hub refuses what would be placed from there',
    command: 'kubectl --context hub apply -f examples/refused/propagation-of-statefulsets.yaml',
    exitCode: 1,
    shows: [/no-federated-stateful: PropagationPolicy shop\/databases selects every StatefulSet/],
  },
  {
    about: 'the kinds of KubeFed, as a federation of old left them',
    command: 'kubectl --context hub create -f test/testbed/kinds/kubefed',
    exitCode: 0,
    shows: [/federatedstatefulsets\.types\.kubefed\.io created/],
  },
  {
    about: 'the hub refuses their databases, too',
    command: 'kubectl --context hub apply -f examples/refused/federated-statefulset-of-kubefed.yaml',
    exitCode: 1,
    shows: [/no-federated-stateful: StatefulSet shop\/orders-db is placed by KubeFed/],
    isRepeated: true,
  },
  {
    about: 'an exemption lets one object pass, until its day',
    command: `kubectl --context eu-1 apply -f - <<.
${exemption}
.`,
    exitCode: 0,
    shows: [/fleetexemption\.kubectl-fleet\.io\/orders-db (created|configured)/],
  },
  {
    about: 'the webhook learns of it within a second or two',
    command: 'kubectl --context eu-1 apply -f examples/refused/federated-statefulset.yaml',
    exitCode: 0,
    shows: [/statefulset\.apps\/orders-db created/],
    isRepeated: true,
  },
  {
    about: 'the same rules on files, with no cluster',
    command: 'kubectl fleet lint examples/',
    exitCode: 1,
    shows: [/no-federated-stateful/, /no-mixed-placement/],
  },
];

/** After the spoke us-1 has died. */
export const lastStep: Step = {
  about: 'us-1 is dead: the others answer all the same, and it is named',
  command: 'kubectl fleet get deployments -n shop',
  exitCode: 3,
  shows: [/^hub +catalog /m, /^eu-1 +cart /m, /^us-1: /m],
};

/** Lists the differences between a step's output and its promise. */
export function brokenPromises(step: Step, { output, exitCode }: Shown): string[] {
  const broken = step.shows
    .filter(pattern => !pattern.test(output))
    .map(pattern => `${step.command}: no ${String(pattern)}`);
  if (exitCode !== step.exitCode) broken.push(`${step.command}: exit code ${exitCode}, not ${step.exitCode}`);
  return broken;
}
