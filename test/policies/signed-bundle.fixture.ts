import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { opa } from '../../tools/rego/opa.ts';

export type Algorithm = 'RS256' | 'ES256' | 'HS256';

/** The two halves of a key in files: what signs, and what checks. */
export interface KeyFiles {
  algorithm: Algorithm;
  signing: string;
  file: string;
}

/** Makes a key in files of a folder. */
export async function makeKey(folder: string, name: string, algorithm: Algorithm): Promise<KeyFiles> {
  const [signing, file] = [join(folder, `${name}.key`), join(folder, `${name}.pub`)];
  const { secret, shared } = algorithm === 'HS256' ? sharedSecret() : keyPair(algorithm);
  await writeFile(signing, secret);
  await writeFile(file, shared);
  return { algorithm, signing, file };
}

function sharedSecret(): { secret: string; shared: string } {
  const secret = randomBytes(32).toString('hex');
  return { secret, shared: secret };
}

function keyPair(algorithm: 'RS256' | 'ES256'): { secret: string; shared: string } {
  const { privateKey, publicKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    secret: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    shared: String(publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

/**
 * Signs a bundle as its author does, with opa sign and tar; the claims tell the name of the key.
 */
export async function signBundle(
  bundle: string,
  { algorithm, signing }: KeyFiles,
  claims: Readonly<Record<string, string>>,
): Promise<Buffer> {
  return inFolder(async folder => {
    await writeFile(join(folder, 'claims.json'), JSON.stringify(claims));
    const words = ['sign', '--bundle', bundle, '--signing-key', signing, '--signing-alg', algorithm];
    succeeded(await opa([...words, '--claims-file', 'claims.json'], folder));
    await writeFile(join(folder, 'bundle.tar.gz'), await readFile(bundle));
    const commands = [
      ['gunzip', 'bundle.tar.gz'],
      ['tar', 'rf', 'bundle.tar', '.signatures.json'],
      ['gzip', 'bundle.tar'],
    ];
    for (const [program = '', ...rest] of commands) succeeded(await runProgram(program, rest, { cwd: folder }));
    return readFile(join(folder, 'bundle.tar.gz'));
  });
}

/** Builds what lies around a file of Rego, and signs it in the same step where there is a key. */
export async function buildTrial(rego: string, key?: KeyFiles, keyId = 'platform'): Promise<Buffer> {
  return inFolder(async folder => {
    const output = join(folder, 'bundle.tar.gz');
    const signing =
      key === undefined
        ? []
        : ['--signing-key', key.signing, '--signing-alg', key.algorithm, '--verification-key-id', keyId];
    const words = ['build', '-b', '.', '-t', 'wasm', '-e', 'trial/allow', ...signing, '-o', output];
    succeeded(await opa(words, dirname(rego)));
    return readFile(output);
  });
}

async function inFolder<Result>(task: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-signed-'));
  return task(folder).finally(() => rm(folder, { recursive: true }));
}

function succeeded({ exitCode, stdout, stderr }: ProgramAnswer): void {
  if (exitCode !== 0) throw new Error(stdout + stderr);
}
