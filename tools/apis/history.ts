import { readFile } from 'node:fs/promises';
import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';
import { Kind } from '../catalogue/names.ts';

const Minor = Type.Integer({ minimum: 0 });

/** A correction by hand of one kind in one version. It takes precedence over the Go modules. */
const Correction = Type.Object(
  {
    introduced: Type.Optional(Minor),
    removed: Type.Optional(Minor),
    /** Version of another group in which it goes on. */
    instead: Type.Optional(Type.String()),
    /** Kind as which it goes on. */
    becomes: Type.Optional(Kind),
    /** Advice for a cluster that serves no version of the kind. */
    fix: Type.Optional(Type.String({ minLength: 1 })),
    /** A beta that is served although it came after betas were no longer served by default. */
    on_by_default: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type Correction = Static<typeof Correction>;

/** Corrections by apiVersion and kind. */
export const History = Type.Object(
  {
    sources: Type.Array(Type.String(), { minItems: 1 }),
    versions: Type.Record(
      Type.String({ pattern: '/' }),
      Type.Record(Kind, Correction, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type History = Static<typeof History>;

const isHistory = validatorOf(History);

/** Reads history.yaml. @throws Error that says what in it does not fit the schema */
export async function readHistory(): Promise<History> {
  const data: unknown = parse(await readFile(new URL('history.yaml', import.meta.url), 'utf8'));
  if (isHistory(data)) return data;
  throw new Error(`tools/apis/history.yaml ${errorsText(isHistory.errors, 'data')}`);
}
