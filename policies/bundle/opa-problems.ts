import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { Problem } from './problems.ts';

const Complaints = Type.Object({
  errors: Type.Array(
    Type.Object({
      message: Type.String(),
      code: Type.String(),
      location: Type.Object({ file: Type.String(), row: Type.Number() }),
    }),
  ),
});
export const areComplaints = validatorOf(Complaints);

/**
 * Returns the problems in an output of opa in JSON; '' has none.
 * @throws Error for an output of an unknown shape
 */
export function opaProblems(answer: string): Problem[] {
  if (answer.trim() === '') return [];
  const complaints: unknown = JSON.parse(answer);
  if (!areComplaints(complaints)) throw new Error(`opa answered something unknown: ${answer}`);
  return complaints.errors.map(({ message, code, location: { file, row } }) => ({
    file,
    row,
    words: code === 'rego_parse_error' ? parseWords(message) : `${code}: ${message}`,
  }));
}

function parseWords(message: string): string {
  return message.startsWith('yaml: ') ? `${message} (in metadata a text with ": " in it needs quotes)` : message;
}
