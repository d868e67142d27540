import picocolors from 'picocolors';
import type { Environment } from '../command-line/environment.ts';

/** red: something failed; yellow: something to look at. */
export type Colour = 'red' | 'yellow';

/**
 * Returns whether stdout is coloured. As in kubectl, never without a terminal, for TERM=dumb, and
 * where NO_COLOR is set, even to nothing.
 */
export function isColoured(
  when: 'auto' | 'always' | 'never',
  { terminal, env }: Pick<Environment, 'terminal' | 'env'>,
): boolean {
  if (when !== 'auto') return when === 'always';
  return terminal.width !== undefined && env['TERM'] !== 'dumb' && env['NO_COLOR'] === undefined;
}

// `isColoured` decides, because picocolors does not know the flag and asks the process itself.
const colours = picocolors.createColors(true);

/** Returns text in a colour, whatever the terminal. */
export function inColour(text: string, colour: Colour): string {
  return text === '' ? text : colours[colour](text);
}
