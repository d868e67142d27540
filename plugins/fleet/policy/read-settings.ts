import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { Settings } from '../../../policies/settings/schema.ts';
import { checkSettings } from '../../../policies/settings/settings.ts';
import { fleetErrors } from '../command-line/errors.ts';
import { decodeText } from '../../../kubernetes/yaml/decode-text.ts';
import { settingsYaml } from '../../../kubernetes/yaml/kubectl-yaml.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

/**
 * Reads the settings of a YAML or JSON file, alone or below `settings` as in the values of the
 * chart. Returns none without a file.
 * @param rules ids of all rules
 * @throws FleetError SETTINGS_UNREADABLE, SETTINGS_INVALID
 */
export async function readSettings(
  file: string | undefined,
  workingDirectory: string,
  rules: readonly string[],
): Promise<Settings> {
  if (file === undefined) return {};
  const content = parse(file, await read(file, workingDirectory));
  const checked = checkSettings(isRecord(content) && 'settings' in content ? content['settings'] : content, rules);
  if ('problems' in checked) throw fleetErrors.settingsInvalid(file, checked.problems.join('; '));
  return checked.value;
}

async function read(file: string, workingDirectory: string): Promise<string> {
  try {
    return decodeText(await readFile(resolve(workingDirectory, file)));
  } catch (error) {
    throw fleetErrors.settingsUnreadable(file, error);
  }
}

function parse(file: string, text: string): unknown {
  const { documents, problems } = parseDocuments(text, settingsYaml);
  const [problem] = problems;
  if (problem !== undefined) {
    throw fleetErrors.settingsInvalid(`${file}:${problem.line}:${problem.column}`, problem.message);
  }
  const [document, second] = documents;
  if (second === undefined) return document?.value ?? null;
  throw fleetErrors.settingsInvalid(`${file}:${second.line}`, 'a second document; settings are one');
}
