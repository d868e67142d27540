import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { everyError, validatorOf, type SchemaError, type Validator } from '../../kubernetes/schema/validator.ts';
import { Controllers } from './controllers.ts';
import { PodTemplates } from './pod-templates.ts';
import { Stateful } from './stateful.ts';
import { System } from './system.ts';

export interface CatalogueEntry {
  /** Name of the system's folder, by which rules and facts name it. */
  name: string;
  system: System;
}

const isSystem = validatorOf(System, everyError);
const isControllers = validatorOf(Controllers, everyError);
const isStateful = validatorOf(Stateful, everyError);
const isPodTemplates = validatorOf(PodTemplates, everyError);

/**
 * All systems of the folder, by name.
 * @throws Error that names the file and what in it does not fit the schema
 */
export async function readCatalogue(folder: string): Promise<CatalogueEntry[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.sort().map(async name => ({ name, system: await readSystem(join(folder, name, 'data.yaml')) })),
  );
}

/** One system. @throws Error as readCatalogue does */
export async function readSystem(file: string): Promise<System> {
  return readChecked(file, isSystem);
}

/** The controllers that are no part of Kubernetes. @throws Error as readCatalogue does */
export async function readControllers(file: string): Promise<Controllers> {
  return readChecked(file, isControllers);
}

/** The kinds that hold data. @throws Error as readCatalogue does */
export async function readStateful(file: string): Promise<Stateful> {
  return readChecked(file, isStateful);
}

/** Reads the paths of pod templates by kind. @throws Error as readCatalogue does */
export async function readPodTemplates(file: string): Promise<PodTemplates> {
  return readChecked(file, isPodTemplates);
}

async function readChecked<T>(file: string, isValid: Validator<T>): Promise<T> {
  const data: unknown = parse(await readFile(file, 'utf8'));
  if (isValid(data)) return data;
  throw new Error([`${file}:`, ...(isValid.errors ?? []).map(problemOf)].join('\n'));
}

function problemOf({ instancePath, message = '', params }: SchemaError): string {
  const name = params['additionalProperty'] === undefined ? '' : ` (${String(params['additionalProperty'])})`;
  return `${instancePath} ${message}${name}`;
}
