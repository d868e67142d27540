import { stringify } from 'yaml';
import type { Read } from '../../policies/facts/reads.ts';
import type { ReviewedKind } from '../../policies/review/reviewed-kind.ts';
import type { MatchCondition } from '../../policies/admission/admission-policies.ts';

/** A rule of RBAC without its verbs, or of an admission webhook without its operations. */
interface Resources {
  apiGroups: string[];
  resources: string[];
}

/** Requests that an API server sends to an admission webhook. */
interface Judged {
  /** In Kubernetes' own groups. */
  rules: Resources[];
  /**
   * The other groups. Which resource a kind of them is, only the API server knows, so it is asked
   * about all.
   */
  groups: string[];
  /** The kinds that count in these, as GROUP/KIND, and how the names of others start. */
  kinds: string[];
  prefixes: string[];
}

/**
 * A match condition, the resources that it is about, and the webhook that has it; without these, it
 * is about all and of all.
 */
interface Condition {
  name: string;
  expression: string;
  of: { groups: string[]; resource: string }[];
  webhook?: string;
}

/** files/policy.yaml of the chart: what it takes from the policy. */
export function policyFile(
  reads: readonly Read[],
  judged: readonly ReviewedKind[],
  conditions: readonly MatchCondition[],
): string {
  const content = {
    reads: readRules(reads, 'webhook'),
    readsForBindings: readRules(reads, 'bindings'),
    makers: readRules(reads, 'makers'),
    refused: judgedOf(judged.filter(({ refused }) => refused)),
    advised: judgedOf(judged.filter(({ refused }) => !refused)),
    conditions: conditions.map(conditionOf),
  };
  return `# Written by \`make generate\` from the policy.\n${stringify(content, { lineWidth: 130, aliasDuplicateObjects: false })}`;
}

/** Returns the rights of one reader to list and watch. */
export function readRules(reads: readonly Read[], reader: Read['by'][number]): Resources[] {
  return byGroup(reads.filter(({ by }) => by.includes(reader))).map(([group, list]) => ({
    apiGroups: [group],
    resources: list.map(({ resource }) => resource).sort(),
  }));
}

/**
 * A condition on some kinds names their resources: whoever adds a rule for one of them is asked
 * about all of it.
 */
function conditionOf({ of = [], ...condition }: MatchCondition): Condition {
  return { ...condition, of: of.map(kind => ({ groups: [kind.group], resource: resourceOf(kind) })) };
}

function judgedOf(all: readonly ReviewedKind[]): Judged {
  const builtIn = all.filter(({ group }) => !group.includes('.'));
  const others = all.filter(({ group }) => group.includes('.'));
  const types = others.map(({ group, kind }) => `${group}/${kind}`).sort();
  return {
    rules: byGroup(builtIn).map(([group, list]) => ({
      apiGroups: [group],
      resources: list.map(resourceOf).sort(),
    })),
    groups: byGroup(others).map(([group]) => group),
    kinds: types.filter(type => !type.endsWith('*')),
    prefixes: types.filter(type => type.endsWith('*')).map(type => type.slice(0, -1)),
  };
}

/**
 * The workloads, volumes and namespaces of Kubernetes itself; the name of a custom resource
 * is its author's choice.
 */
function resourceOf({ kind }: Pick<ReviewedKind, 'kind'>): string {
  return `${kind.toLowerCase()}s`;
}

function byGroup<Entry extends { group: string }>(entries: readonly Entry[]): [string, Entry[]][] {
  const groups = [...Map.groupBy(entries, ({ group }) => group)];
  return groups.toSorted(([left], [right]) => (left < right ? -1 : 1));
}
