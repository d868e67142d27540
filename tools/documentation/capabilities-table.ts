import type { PageTable } from '../../plugins/fleet/pages/page.ts';
import type { System } from '../catalogue/system.ts';
import { code } from '../markdown/table.ts';

type Capability = NonNullable<System['capabilities']>[number];
type Services = NonNullable<System['services']>;

const verdicts: Record<Capability['verdict'], string> = {
  rejected: 'not supported',
  ignored: 'silently ignored',
  doubtful: 'doubtful',
};

/** The limits of pods on its nodes, as far as its sources say. */
export function capabilitiesTable({ capabilities = [], network_policy: policies, services }: System): PageTable {
  const rows = capabilities.map(capability => [featureOf(capability), verdictOf(capability), capability.source]);
  const open = policies?.enforced === false ? [['network policies', 'not enforced', policies.source]] : [];
  const unreached = services?.routed === false ? [servicesRow(services)] : [];
  return { heads: ['on its nodes', 'is', 'source'], rows: [...rows, ...open, ...unreached] };
}

function servicesRow({ only = [], says, source }: Services): string[] {
  const which = only.length > 0 ? ` (${namesOf(only)})` : '';
  return [`services${which}`, says === undefined ? 'not routed' : `not routed: ${says}`, source];
}

function featureOf({ feature, only = [], except = [] }: Capability): string {
  const which = only.length > 0 ? ` (${namesOf(only)})` : '';
  const others = except.length > 0 ? ` (all but ${namesOf(except)})` : '';
  return `${feature.replaceAll('-', ' ')}${which}${others}`;
}

/** The plainest use of a feature has no name. */
function namesOf(values: readonly string[]): string {
  return values.map(value => (value === '' ? 'the plainest' : code(value))).join(', ');
}

function verdictOf({ verdict, says }: Capability): string {
  return says === undefined ? verdicts[verdict] : `${verdicts[verdict]}: ${says}`;
}
