import { fleetErrors } from '../../command-line/errors.ts';

/**
 * Argument of `get`: a type as the user wrote it, and names of objects; without names all objects.
 */
export interface ResourceArgument {
  type: string;
  names: readonly string[];
}

/**
 * Parses the words after `get` as kubectl does: TYPE[,TYPE...] [NAME...] or TYPE/NAME...
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
