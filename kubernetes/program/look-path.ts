import { access, constants, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

type Found = { path: string } | { problem: string };

/**
 * Returns the path of a program as Go's exec.LookPath finds it on PATH, or the reason why it finds
 * none. A path is checked as it is.
 * @param env PATH, and on Windows PATHEXT
 */
export async function lookPath(command: string, env: Readonly<Record<string, string | undefined>>): Promise<Found> {
  const quoted = JSON.stringify(command);
  const names = namesOf(command, env);
  if (/[/\\]/.test(command)) {
    const found = await firstExecutable(names);
    return found === undefined ? { problem: `exec: ${quoted}: no executable file` } : { path: found };
  }
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter);
  const found = await firstExecutable(folders.flatMap(folder => names.map(name => join(folder, name))));
  if (found === undefined) return { problem: `exec: ${quoted}: executable file not found in $PATH` };
  // Go runs no program of the working directory that PATH has by a relative folder.
  if (isAbsolute(found)) return { path: found };
  return { problem: `exec: ${quoted}: cannot run executable found relative to current directory` };
}

/** Returns the names that a program may have: on Windows, that with each extension of PATHEXT. */
function namesOf(command: string, env: Readonly<Record<string, string | undefined>>): string[] {
  if (platform() !== 'win32') return [command];
  const extensions = (env['PATHEXT'] ?? '.com;.exe;.bat;.cmd').split(';').filter(extension => extension !== '');
  return [...(/\.[^.\\/]+$/.test(command) ? [command] : []), ...extensions.map(extension => command + extension)];
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isExecutable(path)) return path;
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return !(await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
