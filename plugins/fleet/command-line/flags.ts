/**
 * Each flag once: its type, short form, default and the one sentence that help and docs show.
 * Commands name the flags they take; the parser refuses all others.
 */
export const flags = {
  clusters: {
    type: 'string',
    short: 'C',
    multiple: true,
    value: 'NAME,GLOB*,!NOT',
    sentence: 'Ask only these clusters: names, globs, and what to leave out.',
  },
  kubeconfig: {
    type: 'string',
    value: 'FILE',
    sentence: 'Read this kubeconfig file instead of those in $KUBECONFIG or ~/.kube/config.',
  },
  context: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    sentence: 'Ask only the cluster of this kubeconfig context.',
  },
  timeout: {
    type: 'string',
    default: '10s',
    value: 'DURATION',
    sentence: 'How long one cluster may take in all, its credential plugin included.',
  },
  parallel: { type: 'string', default: '32', value: 'N', sentence: 'How many clusters to ask at once.' },
  namespace: {
    type: 'string',
    short: 'n',
    value: 'NAME',
    sentence: 'Look in this namespace only.',
  },
  'all-namespaces': { type: 'boolean', short: 'A', sentence: 'Look in all namespaces.' },
  selector: {
    type: 'string',
    short: 'l',
    value: 'SELECTOR',
    sentence: 'Only objects whose labels match, e.g. app=cart,tier!=test.',
  },
  'field-selector': {
    type: 'string',
    value: 'SELECTOR',
    sentence: 'Only objects whose fields match, e.g. status.phase=Running.',
  },
  'only-different': { type: 'boolean', sentence: 'Show only the apps whose version is not the same everywhere.' },
  output: { type: 'string', short: 'o', value: 'FORMAT', sentence: 'Output format' },
  'no-headers': { type: 'boolean', sentence: 'Print tables without their header line.' },
  filename: {
    type: 'string',
    short: 'f',
    multiple: true,
    value: 'PATH,...',
    sentence: 'A PATH by the name that kubectl gives it: a file, a folder or - for standard input.',
  },
  recursive: { type: 'boolean', short: 'R', sentence: 'Changes nothing: a folder stands for all that is below it.' },
  exclude: {
    type: 'string',
    multiple: true,
    value: 'GLOB',
    sentence: 'Leave out files and folders, e.g. test or deploy/**/*-dev.yaml.',
  },
  strict: { type: 'boolean', sentence: 'Make every file an error that would be skipped.' },
  'allow-empty': { type: 'boolean', sentence: 'Pass where there is no manifest.' },
  rule: { type: 'string', multiple: true, value: 'RULE', sentence: 'Judge by this rule alone, or by these.' },
  'skip-rule': { type: 'string', multiple: true, value: 'RULE', sentence: 'Judge by all rules but this one.' },
  all: { type: 'boolean', sentence: 'Show every finding, where otherwise many alike are one.' },
  'fail-on': {
    type: 'string',
    default: 'deny',
    value: 'deny|warn|audit|never',
    sentence: 'The gentlest finding that makes the exit code 1.',
  },
  settings: {
    type: 'string',
    value: 'FILE',
    sentence: 'Read from this file which rules deny, warn or audit, where and until when.',
  },
  kustomize: { type: 'boolean', sentence: 'Judge what kubectl kustomize makes of folders with a kustomization.' },
  helm: { type: 'boolean', sentence: 'Judge what helm template makes of charts.' },
  values: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    sentence: 'Values for charts, as helm takes them.',
  },
  follow: {
    type: 'boolean',
    sentence: 'Judge what Argo CD and Flux deploy from folders of this repository, too, rendered.',
  },
  source: {
    type: 'string',
    multiple: true,
    value: 'SOURCE=FOLDER',
    sentence: 'Follow a source into a folder: SOURCE is KIND/NAMESPACE/NAME, an address, or a glob of either.',
  },
  'enable-helm': {
    type: 'boolean',
    sentence: 'Let kubectl kustomize run helm for helmCharts, which may fetch charts into the folder.',
  },
  'target-version': {
    type: 'string',
    value: 'VERSION',
    sentence: 'Judge for a cluster of this version of Kubernetes, e.g. 1.36.',
  },
  'cluster-facts': {
    type: 'string',
    value: 'FILE',
    sentence: 'Judge for the cluster whose facts are in this file, as "kubectl fleet facts" prints them.',
  },
  bundle: {
    type: 'string',
    value: 'FILE',
    sentence: 'Judge by this bundle of "policy build": rules of your own beside those of kubectl fleet.',
  },
  help: { type: 'boolean', short: 'h', sentence: 'Show help.' },
  version: { type: 'boolean', sentence: 'The same, without a command: kubectl fleet --version.' },
} as const satisfies Record<string, Flag>;

interface Flag {
  type: 'string' | 'boolean';
  short?: string;
  /** May be given several times. */
  multiple?: true;
  default?: string;
  /** What stands for the value in help. */
  value?: string;
  sentence: string;
}
export type FlagName = keyof typeof flags;
/** What the user gave, or the flag's default; a flag that may be repeated is a list. */
export type FlagValues = Readonly<{
  [Name in FlagName]?:
    | ((typeof flags)[Name] extends { type: 'boolean' }
        ? boolean
        : (typeof flags)[Name] extends { multiple: true }
          ? readonly string[]
          : string)
    | undefined;
}>;
