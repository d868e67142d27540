import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Output of one command: both streams, in the order of their lines as far as a pipe shows it. */
export interface Shown {
  readonly output: string;
  readonly exitCode: number;
}

/** Prints a command as a user would type it, runs it in a shell, prints what it says. */
export async function show(command: string, environment: NodeJS.ProcessEnv): Promise<Shown> {
  process.stdout.write(`\n$ ${command}\n`);
  const child = spawn('sh', ['-c', `{ ${command}\n} 2>&1`], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      resolve(code ?? -1);
    });
  });
  const [output, exitCode] = await Promise.all([text(child.stdout), ended]);
  process.stdout.write(output);
  return { output, exitCode };
}

/** A line that says what the next command is to show. */
export function say(line: string): void {
  process.stdout.write(`\n# ${line}\n`);
}
