import { Type, type Static } from 'typebox';
import { Read } from '../facts/reads.ts';

const names = ['nodes', 'workloads', 'jobs', 'pods', 'claims', 'storageClasses', 'reports'] as const;

/** Name of a list in the input of the policy. */
export type HealthListName = (typeof names)[number];

/** List to read from a cluster for its health, as the policy's data says. */
export const HealthList = Type.Object({
  into: Type.Enum([...names]),
  ...Type.Pick(Read, ['group', 'version', 'resource', 'kind', 'fields', 'fieldSelector']).properties,
  /**
   * An object that has all these values is no problem and is not judged. `*` on a path stands for
   * each element of a list, and null for a value that is absent.
   */
  quiet: Type.Optional(Type.Array(Type.Object({ path: Type.Array(Type.String()), value: Type.Unknown() }))),
});
export type HealthList = Static<typeof HealthList>;
