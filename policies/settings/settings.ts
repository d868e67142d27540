import { everyError, validatorOf } from '../../kubernetes/schema/validator.ts';
import { checker, type Checked } from '../schema/checker.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { Settings } from './schema.ts';

export const areSettings = validatorOf(Settings, everyError);
const check = checker(areSettings, 'settings');

/** Key under `rules` that applies to all rules, including future ones. */
const ceiling = '*';

/**
 * Returns the settings as they were written, or their problems: each key, rule, action or date that
 * is not valid.
 * @param rules ids of all rules
 */
export function checkSettings(written: unknown, rules: readonly string[]): Checked<Settings> {
  const checked = check(written);
  const wrong = 'problems' in checked ? checked.problems : [];
  const strangers = strangersIn(written, rules).map(rule => `rules.${rule} is no rule; there are: ${rules.join(', ')}`);
  if ('value' in checked && strangers.length === 0) return checked;
  return { problems: [...wrong, ...strangers] };
}

/** Valid part of settings. */
export interface UsableSettings {
  settings: Settings;
  /** Reason of each skipped entry, with its path. */
  skipped: readonly string[];
}

/**
 * Returns the valid entries of settings. Each rule, owner and element of a list is checked by
 * itself, so that an invalid one does not affect others. An invalid entry has no effect, except
 * that `insteadOf` replaces a ceiling and an owner.
 * @param rules ids of all rules
 */
export function usableSettings(written: unknown, rules: readonly string[]): UsableSettings {
  const whole = checkSettings(written, rules);
  if ('value' in whole) return { settings: whole.value, skipped: [] };
  const usable = checkSettings(withoutWrong(written, rules), rules);
  return { settings: 'value' in usable ? usable.value : {}, skipped: whole.problems };
}

/** Returns settings without the invalid entries. */
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
 * Returns the replacement of an invalid entry. The author of a ceiling wants fewer denials, so it
 * becomes warn. The author of an owner wants to protect its objects, so only break-glass groups act
 * for that owner.
 */
function insteadOf(key: string, name: string): (readonly [string, unknown])[] {
  if (key === 'rules' && name === ceiling) return [[ceiling, 'warn']];
  return key === 'owners' ? [[name, {}]] : [];
}

function strangersIn(written: unknown, rules: readonly string[]): string[] {
  if (!isRecord(written) || !isRecord(written['rules'])) return [];
  return Object.keys(written['rules']).filter(rule => rule !== ceiling && !rules.includes(rule));
}
