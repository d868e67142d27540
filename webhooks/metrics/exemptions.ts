import { Gauge, type Registry } from 'prom-client';
import { ExemptionState } from '../../policies/settings/exemption.ts';

/** Metrics of FleetExemptions. */
export interface ExemptionMetrics {
  /** Sets the number of exemptions in each state. */
  exemptions: (states: readonly ExemptionState[]) => void;
}

export function exemptionMetrics(registers: Registry[]): ExemptionMetrics {
  const gauge = new Gauge({
    name: 'kubectl_fleet_exemptions',
    help: 'FleetExemptions of the cluster by how they stand: active and expiring ones count',
    labelNames: ['state'],
    registers,
  });
  const show = (states: readonly ExemptionState[]): void => {
    for (const state of ExemptionState.enum) {
      gauge.set({ state: state.toLowerCase() }, states.filter(found => found === state).length);
    }
  };
  show([]);
  return { exemptions: show };
}
