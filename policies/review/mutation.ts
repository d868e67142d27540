import { Type, type Static } from 'typebox';
import { Finding } from './finding.ts';

/** Values by key; null takes the key away. */
const Changes = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
export type Changes = Static<typeof Changes>;

/** How the metadata of an object has to change, and findings about what that put right. */
export const Mutation = Type.Object({ labels: Changes, annotations: Changes, findings: Type.Array(Finding) });
export type Mutation = Static<typeof Mutation>;
