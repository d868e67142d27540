import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { Client } from '../../kubernetes/client/client.ts';
import { certificatesOf } from './authority.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

/** Names of the configurations that register this webhook with kube-apiserver. */
export interface ConfigurationNames {
  mutating?: string;
  validating?: string;
}

/** CA bundles of a configuration: the authorities that kube-apiserver trusts for each webhook. */
export interface Configuration {
  path: string;
  resourceVersion: string;
  /** caBundle of each webhook, in order, as PEM. */
  bundles: string[];
}

const Read = Type.Object({
  metadata: Type.Object({ resourceVersion: Type.String() }),
  webhooks: Type.Optional(
    Type.Array(Type.Object({ clientConfig: Type.Object({ caBundle: Type.Optional(Type.String()) }) })),
  ),
});
export const isConfiguration = validatorOf(Read);

/** Reads the configurations. @throws ClusterError NotFound, InvalidAnswer */
export async function readConfigurations(client: Client, names: ConfigurationNames): Promise<Configuration[]> {
  const folder = '/apis/admissionregistration.k8s.io/v1';
  const paths = [
    ...(names.mutating === undefined ? [] : [`${folder}/mutatingwebhookconfigurations/${names.mutating}`]),
    ...(names.validating === undefined ? [] : [`${folder}/validatingwebhookconfigurations/${names.validating}`]),
  ];
  return Promise.all(
    paths.map(async path => {
      const read = await client.get(path);
      if (!isConfiguration(read)) throw new ClusterError('InvalidAnswer', `${path} is not a webhook configuration`);
      const { metadata, webhooks = [] } = read;
      const bundles = webhooks.map(({ clientConfig: { caBundle = '' } }) => Buffer.from(caBundle, 'base64').toString());
      return { path, resourceVersion: metadata.resourceVersion, bundles };
    }),
  );
}

/** Returns true if each webhook of the configurations trusts the authority. */
export function isTrusted(certificate: string, configurations: readonly Configuration[]): boolean {
  return configurations.every(({ bundles }) => bundles.every(bundle => certificatesOf(bundle).includes(certificate)));
}

/**
 * Replaces the certificates of each caBundle. It writes only bundles that differ. The write fails
 * if the configuration has changed since it was read: the patch addresses a webhook by its index.
 * @param wanted returns the new certificates of a bundle from the present ones
 * @throws ClusterError Conflict, NotFound
 */
export async function trust(
  client: Client,
  { path, resourceVersion, bundles }: Configuration,
  wanted: (present: string[]) => string[],
): Promise<void> {
  const changes = bundles.flatMap((bundle, index) => {
    const text = wanted(certificatesOf(bundle)).join('');
    if (text === bundle) return [];
    const place = `/webhooks/${index}/clientConfig/caBundle`;
    return [{ op: 'add', path: place, value: Buffer.from(text).toString('base64') }];
  });
  if (changes.length === 0) return;
  const unchanged = { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion };
  await client.write('PATCH', `${path}?fieldManager=kubectl-fleet`, [unchanged, ...changes]);
}
