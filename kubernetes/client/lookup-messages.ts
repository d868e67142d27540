import { Type, type Static } from 'typebox';

/** A question: the name of a host. */
export const Host = Type.String();

const Address = Type.Object({ address: Type.String(), family: Type.Number() });

/** An answer: the addresses of a host, or the code and words of the error. */
export const Found = Type.Union([
  Type.Object({ host: Host, addresses: Type.Array(Address) }),
  Type.Object({ host: Host, code: Type.String(), words: Type.String() }),
]);
export type Found = Static<typeof Found>;
