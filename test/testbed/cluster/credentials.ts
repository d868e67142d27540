import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority, issueCertificate, type Authority, type Certificate } from '../certificates/certificates.ts';
import { networkAddress, serviceAddress } from '../network/network.ts';
import { kubeconfigOf } from './kubeconfig.ts';

/**
 * Credentials by which the processes of one control plane know each other, all of them files in the
 * cluster's folder.
 */
export interface Credentials {
  readonly authority: Authority;
  readonly adminCertificate: Certificate;
  /** Paths. */
  readonly authorityCertificate: string;
  readonly authorityKey: string;
  readonly serviceAccountKey: string;
  readonly apiserver: KeyPairFiles;
  /** With this one the kube-apiserver asks a node for logs. */
  readonly kubeletClient: KeyPairFiles;
  readonly adminKubeconfig: string;
  readonly controllerManagerKubeconfig: string;
  readonly schedulerKubeconfig: string;
}

export interface KeyPairFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a new authority and everything it has to sign for one control plane. */
export async function createCredentials(folder: string, name: string, server: string): Promise<Credentials> {
  const authority = await createAuthority(`${name}-ca`);
  const issue = (commonName: string, ...organizations: string[]): Promise<Certificate> =>
    issueCertificate(authority, { commonName, organizations });
  const adminCertificate = await issue('kubernetes-admin', 'system:masters');
  const put = async (file: string, text: string): Promise<string> => {
    const path = join(folder, file);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const putKubeconfig = (file: string, user: Certificate): Promise<string> =>
    put(`${file}.kubeconfig`, kubeconfigOf([{ name, server, authority, user }]));
  await mkdir(join(folder, 'pki'));
  return {
    authority,
    adminCertificate,
    authorityCertificate: await put('pki/ca.crt', authority.certificate),
    authorityKey: await put('pki/ca.key', authority.key),
    serviceAccountKey: await put('pki/service-account.key', serviceAccountKey()),
    apiserver: await putKeyPair(folder, 'kube-apiserver', await issueCertificate(authority, apiserverSubject)),
    kubeletClient: await putKeyPair(
      folder,
      'kubelet-client',
      await issue('kube-apiserver-kubelet-client', 'system:masters'),
    ),
    adminKubeconfig: await putKubeconfig('admin', adminCertificate),
    controllerManagerKubeconfig: await putKubeconfig(
      'controller-manager',
      await issue('system:kube-controller-manager'),
    ),
    schedulerKubeconfig: await putKubeconfig('scheduler', await issue('system:kube-scheduler')),
  };
}

/** Writes a certificate and its key to the pki folder of a cluster. */
export async function putKeyPair(folder: string, file: string, pair: Certificate): Promise<KeyPairFiles> {
  const certificate = join(folder, 'pki', `${file}.crt`);
  const key = join(folder, 'pki', `${file}.key`);
  await Promise.all([writeFile(certificate, pair.certificate), writeFile(key, pair.key, { mode: 0o600 })]);
  return { certificate, key };
}

/** The kube-apiserver takes the public key out of it, which it does not from PKCS 8. */
function serviceAccountKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}

const apiserverSubject = {
  commonName: 'kube-apiserver',
  hosts: [
    ...['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
    ...['127.0.0.1', serviceAddress, networkAddress],
  ],
};
