import { everyError, validatorOf } from '../../kubernetes/schema/validator.ts';
import { checker, type Checked } from '../schema/checker.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { Settings } from './schema.ts';

export const areSettings = validatorOf(Settings, everyError);
const check = checker(areSettings, 'settings');

/** The key under `rules` that speaks of all rules, those that nobody has written yet included. */
const ceiling = '*';

/**
 * Settings as they were written, or why they cannot be used: a key, rule, action or date that is none.
 * @param rules ids of all rules that there are
 */
export function checkSettings(written: unknown, rules: readonly string[]): Checked<Settings> {
  const checked = check(written);
  const wrong = 'problems' in checked ? checked.problems : [];
  const strangers = strangersIn(written, rules).map(rule => `rules.${rule} is no rule; there are: ${rules.join(', ')}`);
  if ('value' in checked && strangers.length === 0) return checked;
  return { problems: [...wrong, ...strangers] };
}

/** The usable part of written settings. */
export interface UsableSettings {
  settings: Settings;
  /** Why each of the others is skipped, with its path. */
  skipped: readonly string[];
}

/**
 * The entries of settings that can be used: each rule, owner and element of a list stands for itself, and one that cannot be used takes no other
 * with it. It is as if it had not been written, but for a ceiling and for an owner.
 * @param rules ids of all rules that there are
 */
export function usableSettings(written: unknown, rules: readonly string[]): UsableSettings {
  const whole = checkSettings(written, rules);
  if ('value' in whole) return { settings: whole.value, skipped: [] };
  const usable = checkSettings(withoutWrong(written, rules), rules);
  return { settings: 'value' in usable ? usable.value : {}, skipped: whole.problems };
}

/** Settings without the entries that are wrong. */
function withoutWrong(written: unknown, rules: readonly string[]): Record<string, unknown> {
  const isRight = (settings: unknown): boolean => 'value' in checkSettings(settings, rules);
  const rightIn = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(element => isRight({ [key]: [element] }));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).flatMap(([name, entry]) =>
      isRight({ [key]: { [name]: entry } }) ? [[name, entry] as const] : insteadOf(key, name),
    );
    return Object.fromEntries(entries);
  };
  const keys = Object.entries(isRecord(written) ? written : {}).map(
    ([key, value]) => [key, rightIn(key, value)] as const,
  );
  return Object.fromEntries(keys.filter(([key, value]) => isRight({ [key]: value })));
}

/**
 * Stands for an entry that cannot be used. Whoever wrote a ceiling wanted less to be refused; whoever wrote an owner wanted less to be taken away
 * from it, so that break-glass groups alone speak for that one.
 */
function insteadOf(key: string, name: string): (readonly [string, unknown])[] {
  if (key === 'rules' && name === ceiling) return [[ceiling, 'warn']];
  return key === 'owners' ? [[name, {}]] : [];
}

function strangersIn(written: unknown, rules: readonly string[]): string[] {
  if (!isRecord(written) || !isRecord(written['rules'])) return [];
  return Object.keys(written['rules']).filter(rule => rule !== ceiling && !rules.includes(rule));
}
