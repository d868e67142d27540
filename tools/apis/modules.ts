import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { runProgram } from '../../kubernetes/program/program.ts';

/** The Kubernetes whose modules are read; its minor is the last that the table knows. */
export const kubernetes = { minor: 37, patch: 2 };

/** Go modules with kinds that an API server serves, each with the folder of its groups. */
const sources = [
  { module: 'k8s.io/api', folder: '' },
  { module: 'k8s.io/apiextensions-apiserver', folder: '/pkg/apis' },
  { module: 'k8s.io/kube-aggregator', folder: '/pkg/apis' },
];

/** A module on this machine. */
export interface Module {
  /** Module and version, e.g. k8s.io/api@v0.37.2 */
  readonly name: string;
  /** Folder in which each group has one, and in that each version. */
  readonly folder: string;
  /** Day on which this version was published, e.g. 2026-10-28 */
  readonly published: string;
}

const Download = Type.Object({ Dir: Type.String(), Info: Type.String() });
const isDownload = validatorOf(Download);
const Info = Type.Object({ Time: Type.String({ minLength: 10 }) });
const isInfo = validatorOf(Info);

/**
 * Downloads the modules by `go`, or finds them in its cache.
 * @throws Error with what go says when one cannot be had
 */
export async function modules(): Promise<Module[]> {
  return Promise.all(
    sources.map(async ({ module, folder }) => {
      const name = `${module}@v0.${kubernetes.minor}.${kubernetes.patch}`;
      // Outside of any module of Go, whose go.mod could choose another version.
      const options = { cwd: tmpdir(), env: { ...process.env, GOWORK: 'off' } };
      const { stdout, stderr, exitCode } = await runProgram('go', ['mod', 'download', '-json', name], options);
      if (exitCode !== 0) throw new Error(`go mod download ${name}: ${stderr}${stdout}`);
      const download = parsed(stdout, isDownload, name);
      const { Time } = parsed(await readFile(download.Info, 'utf8'), isInfo, name);
      return { name, folder: `${download.Dir}${folder}`, published: Time.slice(0, 10) };
    }),
  );
}

function parsed<T>(text: string, isWanted: (value: unknown) => value is T, name: string): T {
  const value: unknown = JSON.parse(text);
  if (isWanted(value)) return value;
  throw new Error(`go mod download ${name} answers ${text}`);
}
