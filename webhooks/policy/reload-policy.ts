import { isDeepStrictEqual } from 'node:util';
import type { PolicyConfig } from './policy-config.ts';
import { reportNew } from '../../kubernetes/retry/report-new.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { LoadRules } from './load-rules.ts';
import { withSettings, type LoadedRules, type Policy } from './policy.ts';

/** Parts of a policy that can be refused. */
export const parts = ['bundle', 'settings'] as const;
export type Part = (typeof parts)[number];

/** Sources of a policy and the callbacks of its reload. */
interface ReloadDependencies {
  readConfig: () => Promise<PolicyConfig>;
  loadRules: LoadRules;
  /** Gets the new policy. @param changed bundle where its rules have changed, otherwise settings */
  onChange: (policy: Policy, changed: Part) => void;
  /** Gets the rules that are out of use. */
  onRetired: (rules: LoadedRules) => void;
  /** Gets each new reason why a part is refused. */
  onRefused: (part: Part, problem: string) => void;
  /**
   * Gets the reason of each skipped entry of the settings once, the first ones at the first reload.
   */
  onSkipped: (problem: string) => void;
  /** Gets each changed key that is read only when the process starts. */
  onStale: (key: string) => void;
}

/** Reload of a policy. */
interface PolicyReloader {
  /** Reads the files and uses the settings and the bundle that have changed. */
  reload: () => Promise<void>;
  /** Returns the parts whose newest files are refused. */
  refused: () => readonly Part[];
}

/** Keys that are reloaded. All others are read once, when the process starts. */
const reloadedKeys: readonly string[] = ['settings', 'bundle', 'bundleSignature'];

/**
 * Returns the reloader of a policy. It reads the files each time, because a mounted ConfigMap
 * changes by links that no file watch survives. A file that cannot be read changes nothing: a
 * broken bundle leaves the rules, and new settings then apply to them. An entry of the settings
 * that the rules cannot use is skipped until they can, e.g. until the bundle with its rule is
 * loaded.
 * @param start configuration and policy with which the process started
 */
export function policyReloader(
  start: { config: PolicyConfig; policy: Policy },
  { readConfig, loadRules, onChange, onRetired, onRefused, onSkipped, onStale }: ReloadDependencies,
): PolicyReloader {
  let current = start.policy;
  let problems: Readonly<Record<Part, string[]>> = { bundle: [], settings: [] };
  const reportRefusal = {
    bundle: reportNew(problem => {
      onRefused('bundle', problem);
    }),
    settings: reportNew(problem => {
      onRefused('settings', problem);
    }),
  };
  const reportSkipped = reportNew(onSkipped);
  const reportStale = reportNew(onStale);

  const take = async (): Promise<typeof problems> => {
    const config = await outcome(readConfig);
    if ('problem' in config) return { ...problems, settings: [config.problem] };
    reportStale(changedKeys(start.config, config.value));
    const rules = await outcome(() => loadRules(config.value));
    const next = withSettings('value' in rules ? rules.value : current, config.value.settings);
    reportSkipped(next.skipped);
    const before = current;
    const isNew = next.evaluator !== before.evaluator;
    if (isNew || !isDeepStrictEqual([next.settings, next.skipped], [before.settings, before.skipped])) {
      current = next;
      onChange(current, isNew ? 'bundle' : 'settings');
    }
    if (isNew) onRetired(before);
    return { bundle: 'problem' in rules ? [rules.problem] : [], settings: [] };
  };

  return {
    reload: async () => {
      problems = await take();
      for (const part of parts) reportRefusal[part](problems[part]);
    },
    refused: () => parts.filter(part => problems[part].length > 0),
  };
}

async function outcome<Value>(task: () => Value | Promise<Value>): Promise<{ value: Value } | { problem: string }> {
  try {
    return { value: await task() };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** Returns the changed keys of a configuration that are not reloaded. */
function changedKeys(before: PolicyConfig, now: PolicyConfig): string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(now));
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter(key => !reloadedKeys.includes(key));
  return keys.filter(key => !isDeepStrictEqual(was.get(key), is.get(key)));
}
