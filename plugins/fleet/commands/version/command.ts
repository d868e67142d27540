import { version as number } from '../../command-line/version.ts';
import { versionFlags } from '../../command-line/flags/program-flags.ts';
import { defineCommand } from '../../command-line/command.ts';

export const version = defineCommand({
  name: 'version',
  summary: 'Print the version of kubectl fleet.',
  parameters: '',
  examples: [{ line: 'kubectl fleet version', shows: 'Which kubectl fleet this is' }],
  flags: versionFlags,
  run: (_line, { stdout }) => {
    stdout(number);
    return Promise.resolve(0);
  },
});
