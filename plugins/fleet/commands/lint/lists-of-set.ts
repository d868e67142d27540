import { Type } from 'typebox';
import { metadataText } from '../../../../kubernetes/objects/metadata-text.ts';
import type { ClusterObjects } from '../../../../policies/facts/cluster-objects.ts';
import { LabelSelector, type KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { JudgedKind } from '../../../../policies/review/review-input.ts';
import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import { keeper, type Read } from '../../../../policies/facts/reads.ts';
import { validatorOf, type Validator } from '../../../../kubernetes/schema/validator.ts';

/** The lists of a cluster that a set of manifests adds to. */
export type Lists = Pick<ClusterObjects, 'claims' | 'workloads' | 'disruptionBudgets'>;

/** The objects as a cluster would list them; a list without any is absent. */
export function listsAmong(objects: readonly KubernetesObject[], reads: readonly Read[]): Lists {
  const listed = (name: keyof Lists, check: Validator<unknown>): Lists => {
    const keepers = new Map(reads.filter(({ into }) => into === name).map(read => [typeOfRead(read), keeper(read)]));
    const list = objects.flatMap(object => {
      const keep = keepers.get(typeOf(object));
      return keep === undefined || !check(object) ? [] : [withNamespace(keep(object))];
    });
    return list.length === 0 ? {} : { [name]: list };
  };
  return {
    ...listed('claims', hasSpec),
    ...listed('workloads', hasSpec),
    ...listed('disruptionBudgets', isBudget),
  };
}

/** Patches of other manifests often have no spec, and every workload of a cluster has one. */
export const hasSpec = validatorOf(Type.Object({ spec: Type.Record(Type.String(), Type.Unknown()) }));
/** An API server accepts no other value, and facts are checked by the same schema. */
export const isBudget = validatorOf(Type.Object({ spec: Type.Object({ selector: Type.Optional(LabelSelector) }) }));

/** Manifests without a namespace are in one namespace together, whichever it will be. */
function withNamespace(object: KubernetesObject): KubernetesObject {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  return { ...object, metadata: { ...metadata, namespace: metadataText(object, 'namespace') } };
}

/** Returns the objects that rules judge, placements included. */
export function judgedAmong(objects: readonly KubernetesObject[], kinds: readonly JudgedKind[]): KubernetesObject[] {
  const types = kinds.map(typeOfRead);
  const whole = new Set(types);
  const beginnings = types.filter(type => type.endsWith('*')).map(type => type.slice(0, -1));
  return objects.filter(object => {
    const type = typeOf(object);
    return whole.has(type) || beginnings.some(beginning => type.startsWith(beginning));
  });
}

/** Group and kind as in the policy's data, e.g. apps/Deployment. */
export function typeOf({ apiVersion, kind }: KubernetesObject): string {
  const [group, version] = String(apiVersion).split('/');
  return typeOfRead({ group: version === undefined ? '' : String(group), kind: String(kind) });
}

function typeOfRead({ group, kind }: Pick<Read, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}
