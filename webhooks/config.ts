import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';
import { everyError, validatorOf } from '../kubernetes/schema/validator.ts';
import { checker } from '../policies/schema/checker.ts';
import { AuditOptions } from './audit/options.ts';
import { CallersConfig, callersOf } from './authentication/callers-config.ts';
import { CertificateConfig, certificateOf, type ManagedIn } from './certificates/certificate-config.ts';
import type { CertificateFiles } from './certificates/files.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';
import { WebhookError } from './errors/webhook-error.ts';
import { defaultLimits, Limits } from './flow-control/limits.ts';
import { bundleOf, type PolicyConfig } from './policy/policy-config.ts';
import { BundleSignature } from './policy/signature/keys.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });

const Address = Type.Object({ host: Text, port: Type.Integer({ minimum: 0, maximum: 65535 }) }, closed);
const ClusterName = Type.Object({ name: Text, fleet: Type.String(), owner: Type.String() }, closed);

/** Configuration file, YAML or JSON. Paths are relative to its folder. */
const ConfigFile = Type.Object(
  {
    listen: Address,
    /**
     * Address of /healthz, /readyz and /metrics without TLS; `listen` serves them where it is
     * absent.
     */
    probes: Type.Optional(Address),
    /** Namespace of the Leases, the Secret and the Events of the webhook. */
    namespace: Type.Optional(Text),
    certificate: CertificateConfig,
    callers: Type.Optional(CallersConfig),
    /** Cluster that the webhook protects. */
    cluster: ClusterName,
    /** Bundle with rules of the user beside those of kubectl fleet. */
    bundle: Type.Optional(Text),
    /** Conditions for the signature of the bundle. */
    bundleSignature: Type.Optional(BundleSignature),
    /**
     * True to answer for pods/binding. The webhook then watches Pods without a node and their
     * owners.
     */
    bindings: Type.Optional(Type.Boolean()),
    /** Audit of stored objects; there is none where it is absent. Needs the namespace. */
    audit: Type.Optional(AuditOptions),
    /**
     * Kubeconfig of a cluster that is reached from outside; otherwise the service account of the
     * Pod.
     */
    kubeconfig: Type.Optional(Text),
    /** Seconds to go on serving after SIGTERM, until each API server has noticed. */
    drainSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
    limits: Type.Optional(Limits),
    /**
     * Not checked here: only the rules can check the settings, and invalid settings do not end the
     * process.
     */
    settings: Type.Optional(Type.Unknown()),
  },
  closed,
);

/** Configuration of the process, with absolute paths and default limits. */
export interface Config extends PolicyConfig {
  listen: Static<typeof Address>;
  probes?: Static<typeof Address>;
  namespace?: string;
  certificate: CertificateFiles | ManagedIn;
  callers?: CallersConfig;
  cluster: Static<typeof ClusterName>;
  bindings?: boolean;
  audit?: AuditOptions;
  kubeconfig?: string;
  drainSeconds?: number;
  limits: Required<Limits>;
}

export const isConfigFile = validatorOf(ConfigFile, everyError);
const checkFile = checker(isConfigFile, 'the file');

/**
 * Reads the configuration file that --config or, without it, KUBECTL_FLEET_CONFIG names.
 * @throws WebhookError CONFIG_UNREADABLE, CONFIG_INVALID
 */
export async function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Config>> {
  const file = configFile(args) ?? env['KUBECTL_FLEET_CONFIG'];
  if (file === undefined) {
    throw new WebhookError('CONFIG_UNREADABLE', 'no configuration: give --config FILE or set KUBECTL_FLEET_CONFIG');
  }
  const checked = checkFile(await read(file));
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', `${file}: ${checked.problems.join('; ')}`);
  const { callers, kubeconfig, ...config } = checked.value;
  const inFolder = (path: string): string => resolve(dirname(file), path);
  const certificate = certificateOf(config, file, inFolder);
  if (config.audit !== undefined && config.namespace === undefined) {
    throw new WebhookError('CONFIG_INVALID', `${file}: audit must have a namespace, in which its Lease lies`);
  }
  return Object.freeze({
    ...config,
    certificate,
    ...(callers !== undefined && { callers: callersOf(callers, file, inFolder) }),
    ...(kubeconfig !== undefined && { kubeconfig: inFolder(kubeconfig) }),
    ...bundleOf(config, file, inFolder),
    limits: { ...defaultLimits, ...config.limits },
    // The value of a YAML key without a value is null.
    settings: config.settings ?? {},
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
