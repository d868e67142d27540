import { ownPrefix } from '../../policies/rules/rule-id.ts';
import { RuleSetting, Settings } from '../../policies/settings/schema.ts';
import { webAddressPattern } from '../../kubernetes/schema/web-address.ts';

/** Helm knows no format of this project; a day that a calendar lacks is left to the webhook. */
const dayOrTime =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?$';

/**
 * The schema of settings as helm sees them. It knows the rules by name, so that a slip is told
 * before anything is installed; of a user's own rules, which no chart can know, it knows how their
 * ids begin.
 * @param rules ids of the rules of this project
 */
export function settingsSchema(rules: readonly string[]): Record<string, unknown> {
  // Helm tells the wrong path of what propertyNames refuses.
  const names = `^(${['[*]', ...rules, `${ownPrefix}[a-z0-9]+(-[a-z0-9]+)*`].join('|')})$`;
  const { rules: _, ...others } = Settings.properties;
  return readByHelm({
    ...Settings,
    properties: {
      rules: { type: 'object', patternProperties: { [names]: RuleSetting }, additionalProperties: false },
      ...others,
    },
  });
}

/** Helm reads YAML 1.1, where `off` without quotation marks is false. */
function readByHelm(schema: object): Record<string, unknown> {
  const withFalse = replaced(JSON.stringify(schema), '"off"]', '"off",false]');
  const withDates = replaced(withFalse, '"format":"day-or-time"', `"pattern":${JSON.stringify(dayOrTime)}`);
  const text = replaced(withDates, '"format":"web-address"', `"pattern":${JSON.stringify(webAddressPattern)}`);
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null ? { ...read } : {};
}

/**
 * @throws Error where the text is not there: the schema is written in another way than this file
 *   knows, and helm would be told too much or too little
 */
function replaced(schema: string, text: string, by: string): string {
  if (!schema.includes(text)) throw new Error(`the schema of settings has no ${text}`);
  return schema.replaceAll(text, () => by);
}
