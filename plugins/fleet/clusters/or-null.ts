import { Type, type TSchema } from 'typebox';

/** A field that may be absent or null: Go reads the two alike, and writes null for an empty list. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));
