import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { parse } from 'yaml';
import { System } from './system.ts';

export interface CatalogueEntry {
  /** Name of the system's folder, by which rules and facts name it. */
  name: string;
  system: System;
}

const ajv = new Ajv({ allErrors: true });
const isSystem = ajv.compile<System>(System);

/** All systems of the folder, by name. @throws Error that names the file and what in it does not fit the schema */
export async function readCatalogue(folder: string): Promise<CatalogueEntry[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.sort().map(async name => ({ name, system: await readSystem(join(folder, name, 'data.yaml')) })),
  );
}

/** One system. @throws Error as readCatalogue does */
export async function readSystem(file: string): Promise<System> {
  const system: unknown = parse(await readFile(file, 'utf8'));
  if (isSystem(system)) return system;
  throw new Error([`${file}:`, ...(isSystem.errors ?? []).map(problemOf)].join('\n'));
}

function problemOf({ instancePath, message = '', params }: ErrorObject): string {
  const name = params['additionalProperty'] === undefined ? '' : ` (${String(params['additionalProperty'])})`;
  return `${instancePath} ${message}${name}`;
}
