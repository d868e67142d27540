import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import type { FieldRule } from './comparison-data.ts';

/**
 * Returns a function that leaves out the fields of an object to which the rules apply, and the
 * objects and lists that become empty thereby. It does not change the object.
 */
export function fieldRemover(rules: readonly FieldRule[]): (kind: string, object: unknown) => unknown {
  const byKind = new Map<string, FieldRule[]>();
  const rulesOf = (kind: string) => {
    const known = byKind.get(kind) ?? rules.filter(({ kinds }) => kinds?.includes(kind) ?? true);
    byKind.set(kind, known);
    return known;
  };
  return (kind, object) => rulesOf(kind).reduce<unknown>((rest, rule) => without(rest, rule.path, rule), object) ?? {};
}

/** Returns the value, or undefined when nothing is left of it. */
function without(value: unknown, path: readonly string[], rule: FieldRule): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return applies(value, rule) ? undefined : value;
  if (Array.isArray(value)) return fromList(value, path, rule);
  if (!isRecord(value)) return value;
  const keys = key === '*' ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return keys.reduce<unknown>((left, one) => (isRecord(left) ? fromRecord(left, one, rest, rule) : left), value);
}

/** The step [name=app] or [0] chooses elements. A path without such a step means all elements. */
function fromList(list: readonly unknown[], path: readonly string[], rule: FieldRule): unknown {
  const [key = '', ...rest] = path;
  const isStep = key === '*' || key.startsWith('[');
  const left = list.map((item, index) =>
    isStep && !isChosen(item, index, key) ? item : without(item, isStep ? rest : path, rule),
  );
  if (left.every((item, index) => item === list[index])) return list;
  const kept = left.filter(item => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

function isChosen(item: unknown, index: number, step: string): boolean {
  if (step === '*' || step === `[${index}]`) return true;
  const pairs = step
    .slice(1, -1)
    .split(',')
    .map(pair => pair.split('='));
  return isRecord(item) && pairs.every(([key = '', ...value]) => String(item[key]) === value.join('='));
}

function fromRecord(record: Record<string, unknown>, key: string, path: readonly string[], rule: FieldRule): unknown {
  const left = without(record[key], path, rule);
  if (left === record[key]) return record;
  const { [key]: _, ...others } = record;
  const next = left === undefined ? others : { ...record, [key]: left };
  return Object.keys(next).length === 0 ? undefined : next;
}

function applies(value: unknown, { values, except, named }: FieldRule): boolean {
  if (named !== undefined) return isRecord(value) && String(value['name']).startsWith(named);
  if (values !== undefined) return values.includes(String(value));
  return !(except?.includes(String(value)) ?? false);
}
