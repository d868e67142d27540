import { checker, type Checked } from './checker.ts';
import { Settings } from './model.ts';

const check = checker(Settings, 'the file');

/**
 * Settings as they were written, or why they cannot be used: a key, rule, action or date that is none.
 * @param rules ids of all rules that there are
 */
export function checkSettings(written: unknown, rules: readonly string[]): Checked<Settings> {
  const checked = check(written);
  if ('problems' in checked) return checked;
  const strangers = Object.keys(checked.value.rules ?? {}).filter(rule => !rules.includes(rule));
  if (strangers.length === 0) return checked;
  return { problems: strangers.map(rule => `rules.${rule} is no rule; there are: ${rules.join(', ')}`) };
}
