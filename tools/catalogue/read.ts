import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { Controllers } from './controllers.ts';
import { PodTemplates } from './pod-templates.ts';
import { Stateful } from './stateful.ts';
import { System } from './system.ts';

export interface CatalogueEntry {
  /** Name of the system's folder, by which rules and facts name it. */
  name: string;
  system: System;
}

const ajv = new Ajv({ allErrors: true });
const isSystem = ajv.compile<System>(System);
const isControllers = ajv.compile<Controllers>(Controllers);
const isStateful = ajv.compile<Stateful>(Stateful);
const isPodTemplates = ajv.compile<PodTemplates>(PodTemplates);

/** All systems of the folder, by name. @throws Error that names the file and what in it does not fit the schema */
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

async function readChecked<T>(file: string, isValid: ValidateFunction<T>): Promise<T> {
  const data: unknown = parse(await readFile(file, 'utf8'));
  if (isValid(data)) return data;
  throw new Error([`${file}:`, ...(isValid.errors ?? []).map(problemOf)].join('\n'));
}

function problemOf({ instancePath, message = '', params }: ErrorObject): string {
  const name = params['additionalProperty'] === undefined ? '' : ` (${String(params['additionalProperty'])})`;
  return `${instancePath} ${message}${name}`;
}
