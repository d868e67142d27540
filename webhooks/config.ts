import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Ajv, type ErrorObject } from 'ajv';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';
import { Action } from '../policies/engine/model.ts';
import { reasonOf, WebhookError } from './errors.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });

/** The mounted file, YAML or JSON. Paths are relative to the file's own folder. */
export const Config = Type.Object(
  {
    listen: Type.Object({ host: Text, port: Type.Integer({ minimum: 0, maximum: 65535 }) }, closed),
    certificate: Type.Object({ cert: Text, key: Text }, closed),
    /** The cluster this webhook guards: the only one it ever knows of. */
    cluster: Type.Object({ name: Text, fleet: Type.String(), owner: Type.String() }, closed),
    /** A bundle to judge by: rules of the user's own beside those of kubectl fleet. */
    bundle: Type.Optional(Text),
    /** Action of a rule where it is not the rule's own. */
    rules: Type.Optional(Type.Record(Type.String(), Action)),
    /** Label or annotation keys that name an owner here, asked after kubectl-fleet.io/owner. */
    ownerKeys: Type.Optional(Type.Array(Text)),
    /** How to reach the cluster from outside of it; without one, the pod's service account. */
    kubeconfig: Type.Optional(Text),
    /** How long to go on serving after SIGTERM, until every apiserver has learned of it. */
    drainSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
  },
  closed,
);
export type Config = Readonly<Static<typeof Config>>;

const isConfig = new Ajv({ allErrors: true }).compile<Static<typeof Config>>(Config);

/**
 * The configuration that --config or, without it, KUBECTL_FLEET_CONFIG names.
 * @throws WebhookError CONFIG_UNREADABLE, CONFIG_INVALID
 */
export async function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Config> {
  const file = configFile(args) ?? env['KUBECTL_FLEET_CONFIG'];
  if (file === undefined) {
    throw new WebhookError('CONFIG_UNREADABLE', 'no configuration: give --config FILE or set KUBECTL_FLEET_CONFIG');
  }
  const config = await read(file);
  if (!isConfig(config)) {
    throw new WebhookError('CONFIG_INVALID', `${file}: ${(isConfig.errors ?? []).map(problem).join('; ')}`);
  }
  const inFolder = (path: string): string => resolve(dirname(file), path);
  return Object.freeze({
    ...config,
    certificate: { cert: inFolder(config.certificate.cert), key: inFolder(config.certificate.key) },
    ...(config.kubeconfig === undefined ? {} : { kubeconfig: inFolder(config.kubeconfig) }),
    ...(config.bundle === undefined ? {} : { bundle: inFolder(config.bundle) }),
  });
}

function configFile(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { config: { type: 'string' } } }).values.config;
  } catch (error) {
    throw new WebhookError('CONFIG_UNREADABLE', reasonOf(error), { cause: error });
  }
}

async function read(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new WebhookError('CONFIG_UNREADABLE', `${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** A problem as a person writes it: listen.port must be integer */
function problem(error: ErrorObject): string {
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    return `${path === '' ? key : `${path}.${key}`} is not known here`;
  }
  const choices = error.keyword === 'enum' ? `: ${String(error.params['allowedValues'])}` : '';
  return `${path || 'the file'} ${error.message ?? 'is not a configuration'}${choices}`;
}
