import { isDeepStrictEqual } from 'node:util';
import type { PolicyConfig } from './policy-config.ts';
import { reportNew } from '../../kubernetes/retry/report-new.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { LoadRules } from './load-rules.ts';
import { withSettings, type LoadedRules, type Policy } from './policy.ts';

/** What may be refused. */
export const parts = ['bundle', 'settings'] as const;
export type Part = (typeof parts)[number];

interface Following {
  readConfig: () => Promise<PolicyConfig>;
  loadRules: LoadRules;
  /** Given what is to be judged by from now on, and whether its rules are others or the settings alone. */
  onChange: (policy: Policy, changed: Part) => void;
  /** Given the rules that nothing is judged by any more, or never was. */
  onRetired: (rules: LoadedRules) => void;
  /** Told of each new reason why what lies there is not taken. */
  onRefused: (part: Part, problem: string) => void;
  /** Told of each entry of the settings that is skipped, the first time at the first look. */
  onSkipped: (problem: string) => void;
  /** Told of each key that has changed and is read only when the process starts. */
  onStale: (key: string) => void;
}

/** What of the files has been taken up. */
interface FollowedPolicy {
  /** Looks for other settings and another bundle, and takes them up. */
  look: () => Promise<void>;
  /** What of the newest files is not taken. */
  refused: () => readonly Part[];
}

/** What stands in the file beside the policy is read once, when the process starts. */
const followed: readonly string[] = ['settings', 'bundle', 'bundleSignature'];

/**
 * Follows what is in the files, for a mounted ConfigMap changes by links that no watch of files survives. A file that cannot be read changes
 * nothing: a broken bundle leaves the rules, and the settings then go with these. An entry of the settings that is not for the rules is skipped
 * until it is, e.g. until the bundle comes that has its rule.
 * @param start the configuration and the policy that the process started with
 */
export function followPolicy(
  start: { config: PolicyConfig; policy: Policy },
  { readConfig, loadRules, onChange, onRetired, onRefused, onSkipped, onStale }: Following,
): FollowedPolicy {
  let current = start.policy;
  let problems: Readonly<Record<Part, string[]>> = { bundle: [], settings: [] };
  const tellNew = {
    bundle: reportNew(problem => {
      onRefused('bundle', problem);
    }),
    settings: reportNew(problem => {
      onRefused('settings', problem);
    }),
  };
  const tellSkipped = reportNew(onSkipped);
  const tellStale = reportNew(onStale);

  const take = async (): Promise<typeof problems> => {
    const config = await outcome(readConfig);
    if ('problem' in config) return { ...problems, settings: [config.problem] };
    tellStale(changedBeside(start.config, config.value));
    const rules = await outcome(() => loadRules(config.value));
    const next = withSettings('value' in rules ? rules.value : current, config.value.settings);
    tellSkipped(next.skipped);
    const before = current;
    const isNew = next.judge !== before.judge;
    if (isNew || !isDeepStrictEqual([next.settings, next.skipped], [before.settings, before.skipped])) {
      current = next;
      onChange(current, isNew ? 'bundle' : 'settings');
    }
    if (isNew) onRetired(before);
    return { bundle: 'problem' in rules ? [rules.problem] : [], settings: [] };
  };

  return {
    look: async () => {
      problems = await take();
      for (const part of parts) tellNew[part](problems[part]);
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

/** Keys of the rest of a configuration that are not as they were. */
function changedBeside(before: PolicyConfig, now: PolicyConfig): string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(now));
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter(key => !followed.includes(key));
  return keys.filter(key => !isDeepStrictEqual(was.get(key), is.get(key)));
}
