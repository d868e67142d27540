import { Type } from 'typebox';
import { Group, Key, Kind, Source } from './names.ts';

/** Fields that a person may write on objects that others manage. */

/** Fields outside of the spec by which a person asks for something and changes nothing. */
export const Requests = Type.Array(
  Type.Object({ group: Group, kind: Kind, field: Type.String(), source: Source }, { additionalProperties: false }),
);

/** Annotation of a pod template that makes new pods of the same spec. */
export const RestartAnnotation = Type.Object({ key: Key, source: Source }, { additionalProperties: false });
