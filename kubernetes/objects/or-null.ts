import { Type, type TNull, type TOptional, type TSchema, type TUnion } from 'typebox';

/**
 * Returns the schema of a field that may be absent or null. Go reads both alike, and writes null
 * for an empty list.
 */
export function orNull<Schema extends TSchema>(schema: Schema): TOptional<TUnion<[Schema, TNull]>> {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}
