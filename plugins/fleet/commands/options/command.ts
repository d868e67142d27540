import { connectionFlags } from '../../command-line/flags/connection-flags.ts';
import { defineCommand } from '../../command-line/command.ts';
import { flagRows } from '../../output/flag-rows.ts';

export const options = defineCommand({
  name: 'options',
  summary: 'List the flags for connections and logins.',
  parameters: '',
  examples: [{ line: 'kubectl fleet options', shows: 'The flags that every command with clusters takes' }],
  flags: {},
  run: (_line, { stdout }) => {
    const title = 'Every command that asks clusters takes these flags, as kubectl does:';
    stdout([title, '', ...flagRows(connectionFlags)].join('\n'));
    return Promise.resolve(0);
  },
});
