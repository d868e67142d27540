import { checker, type Checked } from './checker.ts';
import { isRecord } from './is-record.ts';
import { Settings } from './model.ts';

const check = checker(Settings, 'the file');

/** The key under `rules` that speaks of all rules, those that nobody has written yet included. */
const ceiling = '*';

/**
 * Settings as they were written, or why they cannot be used: a key, rule, action or date that is none.
 * @param rules ids of all rules that there are
 */
export function checkSettings(written: unknown, rules: readonly string[]): Checked<Settings> {
  const checked = check(written);
  if ('problems' in checked) return checked;
  const strangers = Object.keys(checked.value.rules ?? {}).filter(rule => rule !== ceiling && !rules.includes(rule));
  if (strangers.length === 0) return checked;
  return { problems: strangers.map(rule => `rules.${rule} is no rule; there are: ${rules.join(', ')}`) };
}

/** What of written settings can be used. */
export interface UsableSettings {
  settings: Settings;
  /** Why each of the others is skipped, with its path. */
  skipped: readonly string[];
}

/**
 * The entries of settings that can be used: one that cannot leaves its rule the action of its own, and takes no other with it. A ceiling that
 * cannot be used is `warn`, for whoever wrote one wanted less to be refused.
 * @param rules ids of all rules that there are
 */
export function usableSettings(written: Readonly<Record<string, unknown>>, rules: readonly string[]): UsableSettings {
  let settings: Settings = {};
  const skipped: string[] = [];
  for (const entry of entriesOf(written)) {
    const checked = checkSettings(entry, rules);
    if ('value' in checked) settings = merged(settings, checked.value);
    else skipped.push(...checked.problems);
    if ('problems' in checked && isCeiling(entry)) settings = merged(settings, { rules: { [ceiling]: 'warn' } });
  }
  return { settings, skipped };
}

/** Settings of one entry each. */
function entriesOf(written: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(written).flatMap(([key, value]) => {
    if (key !== 'rules' || !isRecord(value)) return [{ [key]: value }];
    return Object.entries(value).map(([rule, setting]) => ({ rules: { [rule]: setting } }));
  });
}

function merged({ rules, ...settings }: Settings, { rules: more, ...others }: Settings): Settings {
  return { ...settings, ...others, ...((rules ?? more) && { rules: { ...rules, ...more } }) };
}

function isCeiling({ rules }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(rules) && Object.hasOwn(rules, ceiling);
}
