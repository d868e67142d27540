import { version as number } from '../../command-line/version.ts';
import type { Command } from '../../command-line/command.ts';

export const version: Command = {
  name: 'version',
  summary: 'Print the version of kubectl fleet.',
  parameters: '',
  examples: [{ line: 'kubectl fleet version', shows: 'Which kubectl fleet this is' }],
  flags: ['version'],
  run: (_parameters, _flags, { stdout }) => {
    stdout(number);
    return Promise.resolve(0);
  },
};
