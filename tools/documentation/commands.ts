import { connectionFlags } from '../../plugins/fleet/command-line/flags/connection-flags.ts';
import type { Command } from '../../plugins/fleet/command-line/command.ts';
import { commands } from '../../plugins/fleet/commands/index.ts';
import { commandHelp } from '../../plugins/fleet/help.ts';
import { flagRows } from '../../plugins/fleet/output/flag-rows.ts';

const program = 'kubectl fleet';

/** docs/reference/commands.md: the help of each command, as it prints it. */
export async function commandPage(): Promise<string> {
  const sections = (await loadAll()).map(
    command => `## ${command.name}\n\n\`\`\`text\n${commandHelp(program, command).trimEnd()}\n\`\`\`\n`,
  );
  const connections = `## Flags for connections and logins\n\n\`\`\`text\n${flagRows(connectionFlags).join('\n')}\n\`\`\`\n`;
  return `${introduction}\n${[...sections, connections].join('\n')}`;
}

/** One line a command, for README.md. */
export async function commandTable(): Promise<string> {
  const rows = (await loadAll()).map(({ name, parameters, summary }) => {
    const usage = [program, name, parameters].filter(word => word !== '').join(' ');
    return `| \`${usage.replaceAll('|', '\\|')}\` | ${summary} |`;
  });
  return ['| command | what it does |', '| --- | --- |', ...rows, ''].join('\n');
}

function loadAll(): Promise<Command[]> {
  return Promise.all(Object.values(commands).map(load => load()));
}

const introduction = `# Commands

Data goes to standard output, everything else to standard error. A cluster that did not answer is named there with the reason, and
in JSON and YAML it stands in \`clusters\` with its error; it is never left out. In the table of \`clusters\` its row has the reason.

| exit code | means |
| --- | --- |
| 0 | all clusters answered |
| 1 | findings, a test that failed, or a named object that is nowhere |
| 2 | the command line, a kubeconfig or a file could not be used |
| 3 | some clusters failed, or refused a part of what was asked; what came is printed |
| 4 | all clusters failed |
`;
