import { fleetErrors } from './errors.ts';

/**
 * A type of objects as the user wrote it, and the names of objects; without names all objects.
 */
export interface ResourceArgument {
  type: string;
  names: readonly string[];
  /** Namespace of the objects; absent for that of the command. */
  namespace?: string;
}

/**
 * Parses the words after a command as kubectl does: TYPE[,TYPE...] [NAME...] or TYPE/NAME...
 * @throws FleetError PARAMETERS_MISSING, NAMES_INVALID
 */
export function readResourceArguments(command: string, words: readonly string[]): ResourceArgument[] {
  if (words.some(word => word.includes('/'))) return words.map(word => readPair(command, word));
  const [types = '', ...names] = words;
  const wanted = types
    .split(',')
    .filter(type => type !== '')
    .map(type => ({ type, names }));
  if (wanted.length === 0) throw fleetErrors.parametersMissing(command, 'a KIND, e.g. pods or deployments.apps');
  return wanted;
}

function readPair(command: string, word: string): ResourceArgument {
  const [type = '', name = '', ...rest] = word.split('/');
  if (type === '' || name === '' || rest.length > 0)
    throw fleetErrors.namesInvalid(command, `"${word}" is not of the form KIND/NAME`);
  return { type, names: [name] };
}
