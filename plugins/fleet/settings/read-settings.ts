import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Settings } from '../../../policies/engine/model.ts';
import { checkSettings } from '../../../policies/engine/settings.ts';
import { fleetErrors } from '../errors.ts';

/**
 * Settings as a file has them, YAML or JSON; none without a file.
 * @param rules ids of all rules that there are
 * @throws FleetError SETTINGS_UNREADABLE, SETTINGS_INVALID
 */
export async function readSettings(
  file: string | undefined,
  workingDirectory: string,
  rules: readonly string[],
): Promise<Settings> {
  if (file === undefined) return {};
  const checked = checkSettings(parse(file, await read(file, workingDirectory)), rules);
  if ('problems' in checked) throw fleetErrors.settingsInvalid(file, checked.problems.join('; '));
  return checked.value;
}

async function read(file: string, workingDirectory: string): Promise<string> {
  try {
    return await readFile(resolve(workingDirectory, file), 'utf8');
  } catch (error) {
    throw fleetErrors.settingsUnreadable(file, error);
  }
}

function parse(file: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [problem] = document.errors;
  if (problem === undefined) return document.toJS();
  throw fleetErrors.settingsInvalid(`${file}:${lineCounter.linePos(problem.pos[0]).line}`, problem.message);
}
