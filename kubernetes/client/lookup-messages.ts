import { Type, type Static } from 'typebox';
import { validatorOf } from '../schema/validator.ts';

/** A request to the lookup process: the name of a host. */
const Host = Type.String();
export const isHost = validatorOf(Host);

const Address = Type.Object({ address: Type.String(), family: Type.Number() });

/**
 * An answer of the lookup process: the addresses of a host, or the code and message of the error.
 */
const Found = Type.Union([
  Type.Object({ host: Host, addresses: Type.Array(Address) }),
  Type.Object({ host: Host, code: Type.String(), words: Type.String() }),
]);
export type Found = Static<typeof Found>;
export const isFound = validatorOf(Found);
