import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';
import { everyError, validatorOf } from '../kubernetes/schema/validator.ts';
import { checker } from '../policies/schema/checker.ts';
import { AuditOptions } from './audit/options.ts';
import { CallersConfig } from './authentication/authenticator.ts';
import type { CertificateFiles } from './certificates/files.ts';
import { ManagedCertificate } from './certificates/managed.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';
import { WebhookError } from './errors/webhook-error.ts';
import { defaultLimits, Limits } from './flow-control/limits.ts';
import { BundleSignature } from './policy/signature/keys.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });

const Listen = Type.Object({ host: Text, port: Type.Integer({ minimum: 0, maximum: 65535 }) }, closed);

/** The mounted file, YAML or JSON, which configures the process. Paths are relative to the file's own folder. */
const ConfigFile = Type.Object(
  {
    listen: Listen,
    /** Where /healthz, /readyz and /metrics are served without TLS; on the port of reviews where it is not said. */
    probes: Type.Optional(Listen),
    /** Namespace of what the webhook keeps of its own: Leases, a Secret, Events. */
    namespace: Type.Optional(Text),
    /** Files that somebody else renews, or `managed`: made by the webhook itself. */
    certificate: Type.Object(
      { cert: Type.Optional(Text), key: Type.Optional(Text), managed: Type.Optional(ManagedCertificate) },
      closed,
    ),
    callers: Type.Optional(CallersConfig),
    /** The cluster this webhook guards: the only one it ever knows of. */
    cluster: Type.Object({ name: Text, fleet: Type.String(), owner: Type.String() }, closed),
    /** A bundle to judge by: rules of the user's own beside those of kubectl fleet. */
    bundle: Type.Optional(Text),
    /** How the bundle has to be signed. */
    bundleSignature: Type.Optional(BundleSignature),
    /** Whether pods/binding is asked about, for which all Pods without a node and what may stand above them are followed. */
    bindings: Type.Optional(Type.Boolean()),
    /** How existing objects are looked at; where it is not said, they are not. Needs the namespace. */
    audit: Type.Optional(AuditOptions),
    /** How to reach the cluster from outside of it; without one, the pod's service account. */
    kubeconfig: Type.Optional(Text),
    /** How long to go on serving after SIGTERM, until every apiserver has learned of it. */
    drainSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
    limits: Type.Optional(Limits),
    /** Taken as they are written: only the rules can tell what of them can be used, and nothing in them ends the process. */
    settings: Type.Optional(Type.Unknown()),
  },
  closed,
);
type ConfigFile = Static<typeof ConfigFile>;
export type Config = Readonly<
  Omit<ConfigFile, 'certificate' | 'limits' | 'settings'> & {
    certificate: CertificateFiles | { managed: ManagedCertificate; namespace: string };
    limits: Required<Limits>;
    settings: unknown;
  }
>;

export const isConfigFile = validatorOf(ConfigFile, everyError);
const checkFile = checker(isConfigFile, 'the file');

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
  const checked = checkFile(await read(file));
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', `${file}: ${checked.problems.join('; ')}`);
  const process = checked.value;
  const inFolder = (path: string): string => resolve(dirname(file), path);
  const { callers, kubeconfig } = process;
  const certificate = certificateOf(process, inFolder);
  if (certificate === undefined) {
    throw new WebhookError('CONFIG_INVALID', `${file}: certificate must have cert and key, or managed and a namespace`);
  }
  checkAudit(process, file);
  checkCallers(process, file);
  return Object.freeze({
    ...process,
    certificate,
    ...(callers !== undefined && { callers: callersIn(callers, inFolder) }),
    ...(kubeconfig !== undefined && { kubeconfig: inFolder(kubeconfig) }),
    ...bundleOf(process, file),
    limits: { ...defaultLimits, ...process.limits },
    // A key with nothing behind it is null.
    settings: process.settings ?? {},
  });
}

function certificateOf(
  { certificate: { cert, key, managed }, namespace }: Pick<ConfigFile, 'certificate' | 'namespace'>,
  inFolder: (path: string) => string,
): Config['certificate'] | undefined {
  if (cert !== undefined && key !== undefined && managed === undefined) {
    return { cert: inFolder(cert), key: inFolder(key) };
  }
  if (cert !== undefined || key !== undefined || managed === undefined || namespace === undefined) return undefined;
  return { managed, namespace };
}

function callersIn({ clientCA, ...callers }: CallersConfig, inFolder: (path: string) => string): CallersConfig {
  return { ...callers, ...(clientCA !== undefined && { clientCA: inFolder(clientCA) }) };
}

/** @throws WebhookError CONFIG_INVALID */
function checkAudit({ audit, namespace }: Pick<ConfigFile, 'audit' | 'namespace'>, file: string): void {
  if (audit === undefined || namespace !== undefined) return;
  throw new WebhookError('CONFIG_INVALID', `${file}: audit must have a namespace, in which its Lease lies`);
}

/** Names alone would keep nobody out. @throws WebhookError CONFIG_INVALID */
function checkCallers({ callers }: Pick<ConfigFile, 'callers'>, file: string): void {
  if (callers === undefined || callers.clientCA !== undefined || callers.tokens !== undefined) return;
  throw new WebhookError(
    'CONFIG_INVALID',
    `${file}: callers must have clientCA or tokens, by which they prove who they are`,
  );
}

/** @throws WebhookError CONFIG_INVALID */
function bundleOf({ bundle, bundleSignature }: ConfigFile, file: string): Pick<Config, 'bundle' | 'bundleSignature'> {
  const inFolder = (path: string): string => resolve(dirname(file), path);
  if (bundle === undefined) {
    if (bundleSignature === undefined) return {};
    throw new WebhookError('CONFIG_INVALID', `${file}: bundleSignature is of a bundle, and there is none`);
  }
  if (bundleSignature === undefined) return { bundle: inFolder(bundle) };
  const keys = bundleSignature.keys.map(key => ({ ...key, file: inFolder(key.file) }));
  return { bundle: inFolder(bundle), bundleSignature: { ...bundleSignature, keys } };
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
