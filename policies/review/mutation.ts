import { Type, type Static } from 'typebox';
import { Finding } from './finding.ts';

/** Values by key; null removes the key. */
const Changes = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
export type Changes = Static<typeof Changes>;

/** Changes of the metadata of an object, and findings about what they repair. */
export const Mutation = Type.Object({ labels: Changes, annotations: Changes, findings: Type.Array(Finding) });
export type Mutation = Static<typeof Mutation>;
