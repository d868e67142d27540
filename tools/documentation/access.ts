import { stringify } from 'yaml';
import type { Engine } from '../../policies/engine/engine.ts';
import type { Access, Command } from '../../plugins/fleet/command-line/command.ts';
import { commands } from '../../plugins/fleet/commands/index.ts';
import { readRules } from '../chart/policy-file.ts';
import { code, table } from '../markdown/table.ts';

interface Rule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  resourceNames?: readonly string[];
}

/** The functions of the engine that name the lists of the policy. */
type Lists = Pick<Engine, 'reads' | 'healthLists'>;

/** The namespace whose UID tells that two contexts lead to one cluster. */
const identity: Rule = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] };

/** Returns the rights that each command needs, for docs/reference/access.md. */
export async function accessTable(engine: Lists): Promise<string> {
  const rows = (await askingCommands()).map(({ name, access }) => [
    code(name),
    [...merged(rulesOf(access, engine)).map(ruleText), ...namedText(access)].join('; ') || 'discovery alone',
  ]);
  return table(['command', 'rights'], rows);
}

/** Returns a ClusterRole for all commands, without the kinds that the user names. */
export async function accessRole(engine: Lists): Promise<string> {
  const rules = (await askingCommands()).flatMap(({ access }) => rulesOf(access, engine));
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'kubectl-fleet' },
    rules: [identity, ...merged(rules)],
  };
  return `\n\`\`\`yaml\n${stringify(role).trimEnd()}\n\`\`\`\n`;
}

async function askingCommands(): Promise<(Command & { access: Access })[]> {
  const all = await Promise.all(Object.values(commands).map(load => load()));
  return all.flatMap(command => (command.access === undefined ? [] : [{ ...command, access: command.access }]));
}

function rulesOf({ rules, lists }: Access, engine: Lists): Rule[] {
  if (lists === undefined) return [...rules];
  const read = lists === 'facts' ? readRules(engine.reads(), 'plugin') : listRules(engine.healthLists());
  return [...rules, ...read.map(rule => ({ ...rule, verbs: ['list'] }))];
}

function listRules(lists: ReturnType<Lists['healthLists']>): Omit<Rule, 'verbs'>[] {
  return lists.map(({ group, resource }) => ({ apiGroups: [group], resources: [resource] }));
}

/** Returns one rule for each set of groups and verbs. */
function merged(rules: readonly Rule[]): Rule[] {
  const byGroup = new Map<string, Rule>();
  for (const { apiGroups, resources, verbs } of rules) {
    const key = JSON.stringify([apiGroups, verbs]);
    const known = byGroup.get(key)?.resources ?? [];
    byGroup.set(key, { apiGroups, resources: [...new Set([...known, ...resources])].sort(), verbs });
  }
  return [...byGroup.values()];
}

function ruleText({ apiGroups, resources, verbs }: Rule): string {
  const groups = apiGroups.filter(group => group !== '');
  const types = resources.flatMap(resource =>
    groups.length === 0 ? [code(resource)] : groups.map(group => code(`${resource}.${group}`)),
  );
  return `${verbs.map(code).join(', ')} ${types.join(', ')}`;
}

function namedText({ named = [] }: Access): string[] {
  return named.length === 0 ? [] : [`${named.map(code).join(', ')} of the kinds that you name`];
}
