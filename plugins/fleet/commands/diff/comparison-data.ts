import { readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { reasonOf } from '../../../../kubernetes/errors/reason.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { EngineError } from '../../../../policies/engine/errors.ts';

const Path = Type.Array(Type.String());
const Values = Type.Optional(Type.Array(Type.String()));

/** Field that a cluster sets by itself; policies/fleet/comparison/data.yaml describes the keys. */
const FieldRule = Type.Object({
  path: Path,
  kinds: Type.Optional(Type.Array(Type.String())),
  values: Values,
  except: Values,
  named: Type.Optional(Type.String()),
});
export type FieldRule = Static<typeof FieldRule>;

const ComparisonData = Type.Object({
  fields: Type.Array(FieldRule),
  kinds: Type.Record(Type.String(), Type.String()),
  objects: Type.Array(Type.Object({ kind: Type.String(), path: Path, values: Type.Array(Type.String()) })),
  hashed: Type.Array(Type.Object({ kind: Type.String(), path: Path })),
  ordered: Type.Record(Type.String(), Type.String()),
  defaults: Type.Array(Type.Object({ type: Type.String(), field: Type.String(), value: Type.Unknown() })),
});
export type ComparisonData = Static<typeof ComparisonData>;
export const isPolicyData = validatorOf(Type.Object({ fleet: Type.Object({ comparison: ComparisonData }) }));

/**
 * Reads from the data of the policy which differences between clusters mean nothing.
 * @throws EngineError POLICY_MISSING, POLICY_INVALID
 */
export async function readComparisonData(policyFolder: URL): Promise<ComparisonData> {
  const file = new URL('data.json', policyFolder);
  let data: unknown;
  try {
    data = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new EngineError('POLICY_MISSING', `${file.pathname} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  if (!isPolicyData(data)) throw new EngineError('POLICY_INVALID', `${file.pathname} does not say what to compare`);
  return data.fleet.comparison;
}
