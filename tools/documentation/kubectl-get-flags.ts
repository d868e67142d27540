import { getFlags } from '../../plugins/fleet/commands/get/flags.ts';

/** How the plugin treats a flag of kubectl get. */
type Treatment = 'taken' | 'refused, with the line that does it' | 'not there';

interface KubectlFlag {
  treatment: Treatment;
  /** Difference over clusters; '' for none. */
  difference: string;
}

const taken = (difference = ''): KubectlFlag => ({ treatment: 'taken', difference });

/** Each flag of kubectl get, as its help lists them. */
export const kubectlGetFlags: Readonly<Record<string, KubectlFlag>> = {
  'all-namespaces': taken(),
  'allow-missing-template-keys': taken(),
  'chunk-size': taken(),
  'field-selector': taken(),
  filename: taken('A URL is refused: `curl -sSL URL \\| kubectl fleet get -f -`.'),
  'ignore-not-found': taken('JSON and YAML still list the clusters.'),
  kustomize: taken('The kubectl on `PATH` renders.'),
  'label-columns': taken(),
  'no-headers': taken(),
  output: taken('Templates of Go are refused, with the JSONPath that prints the same.'),
  'output-watch-events': watched(),
  raw: { treatment: 'refused, with the line that does it', difference: '`kubectl get --raw PATH --context NAME`' },
  recursive: taken(),
  selector: taken('Refused beside `-f`.'),
  'server-print': taken(),
  'show-kind': taken(),
  'show-labels': taken(),
  'show-managed-fields': taken(),
  'sort-by': taken('Sorts over all clusters; equal objects stay in the order of their clusters.'),
  subresource: taken(),
  template: taken('JSONPath and columns; templates of Go are refused.'),
  watch: watched(),
  'watch-only': watched(),
};

/** Returns the treatment of a flag of watches, which the command may not have. */
function watched(): KubectlFlag {
  const isThere = ['watch', 'watch-only', 'output-watch-events'].some(flag => Object.hasOwn(getFlags, flag));
  return isThere ? taken() : { treatment: 'not there', difference: '' };
}

/** docs/reference/kubectl-get.md: each flag of kubectl get. */
export function kubectlGetPage(): string {
  const rows = Object.entries(kubectlGetFlags).map(
    ([flag, { treatment, difference }]) => `| \`--${flag}\` | ${treatment} | ${difference} |`,
  );
  return `# Flags of kubectl get

\`kubectl fleet get\` takes the flags of \`kubectl get\`. Each is compared with the real kubectl on one
cluster.

| flag | treatment | over clusters |
| --- | --- | --- |
${rows.join('\n')}
`;
}
