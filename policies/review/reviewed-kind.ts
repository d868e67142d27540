import { Type, type Static } from 'typebox';

/** Kind of objects that rules review, as the policy's data lists it. */
export const ReviewedKind = Type.Object({
  /** '' for the core group. */
  group: Type.String(),
  /** A star at the end stands for the rest of the name. */
  kind: Type.String(),
  /** True if rules can refuse such an object without settings; otherwise they only warn. */
  refused: Type.Boolean(),
});
export type ReviewedKind = Static<typeof ReviewedKind>;
