import { fleetErrors } from '../../command-line/errors.ts';

/** What the user asks for: a type as they wrote it, and the names of objects; no names means all. */
export interface ResourceArgument {
  type: string;
  names: readonly string[];
}

/**
 * Reads the words after `get` as kubectl does: TYPE[,TYPE...] [NAME...] or TYPE/NAME...
 * @throws FleetError PARAMETERS_MISSING, NAMES_INVALID
 */
export function readResourceArguments(words: readonly string[]): ResourceArgument[] {
  if (words.some(word => word.includes('/'))) return words.map(readPair);
  const [types = '', ...names] = words;
  const wanted = types
    .split(',')
    .filter(type => type !== '')
    .map(type => ({ type, names }));
  if (wanted.length === 0) throw fleetErrors.parametersMissing('get', 'a KIND, e.g. pods or deployments.apps');
  return wanted;
}

function readPair(word: string): ResourceArgument {
  const [type = '', name = '', ...rest] = word.split('/');
  if (type === '' || name === '' || rest.length > 0)
    throw fleetErrors.namesInvalid(`"${word}" is not of the form KIND/NAME`);
  return { type, names: [name] };
}
