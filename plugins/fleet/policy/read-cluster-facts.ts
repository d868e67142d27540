import { everyError, validatorOf, type SchemaError } from '../../../kubernetes/schema/validator.ts';
import { ClusterFacts } from '../../../policies/facts/cluster-facts.ts';
import { fleetErrors } from '../command-line/errors.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { clusterFactsFlags } from '../command-line/flags/policy-flags.ts';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { fileReason } from '../../../kubernetes/errors/reason.ts';
import { readText, type ReadEnvironment } from '../manifests/read-text.ts';

export const areClusterFacts = validatorOf(ClusterFacts, everyError);

/** Flags of the cluster. A command without --target-version does not judge for another version. */
type Flags = FlagsOf<typeof clusterFactsFlags> & { readonly 'target-version'?: string | undefined };

/**
 * Returns the facts of the cluster that manifests are judged for: those of --cluster-facts, with
 * the version of --target-version.
 * @throws FleetError CLUSTER_FACTS_INVALID, FLAG_INVALID
 */
export async function clusterFacts(flags: Flags, reading: ReadEnvironment): Promise<ClusterFacts> {
  const file = flags['cluster-facts'];
  const facts = file === undefined ? {} : await readFacts(file, reading);
  const target = flags['target-version'];
  return target === undefined ? facts : { ...facts, version: versionOf(target) };
}

/** Version as clusters write it, e.g. v1.36, v1.36-gke.1 or v1.36.3+k3s1 */
function versionOf(target: string): string {
  const [, version] = writtenVersion.exec(target) ?? [];
  if (version !== undefined) return `v${version}`;
  throw fleetErrors.flagInvalid('target-version', target, 'a version of Kubernetes, e.g. 1.36');
}

/** Version whose minor number the rules can read. */
const writtenVersion = /^v?(1\.\d+(?:\.\d+)?(?:[-+][-+.\w]*)?)$/;

/**
 * Reads the facts of a file, which has the output of `kubectl fleet facts` for one cluster, or the
 * facts alone.
 */
async function readFacts(file: string, reading: ReadEnvironment): Promise<ClusterFacts> {
  const text = await readText(file, reading).catch((error: unknown) => {
    throw fleetErrors.clusterFactsInvalid(file, fileReason(error));
  });
  const { documents, problems } = parseDocuments(text);
  const [problem] = problems;
  if (problem !== undefined) {
    throw fleetErrors.clusterFactsInvalid(`${file}:${problem.line}:${problem.column}`, problem.message);
  }
  const facts = factsIn(
    documents.map(({ value }) => value),
    file,
  );
  if (areClusterFacts(facts)) return withVersion(facts, file);
  throw fleetErrors.clusterFactsInvalid(file, firstProblem(areClusterFacts.errors ?? []));
}

/** Returns the first error as text. All missing fields of one object are one error. */
function firstProblem(errors: readonly SchemaError[]): string {
  const [first] = errors;
  if (first === undefined) return '';
  const { instancePath, keyword, params, message = '' } = first;
  if (keyword === 'additionalProperties') {
    return `${instancePath}/${String(params['additionalProperty'])} is nothing that rules know of a cluster`;
  }
  if (keyword !== 'required') return `${instancePath} ${message}`.trim();
  const missing = errors.filter(error => error.keyword === keyword && error.instancePath === instancePath);
  const names = missing.map(error => String(error.params['missingProperty']));
  return `${instancePath} must have required properties ${names.join(', ')}`.trim();
}

/**
 * Refuses a version that the rules cannot read, because they would treat it as unknown. '' is an
 * unknown version.
 */
function withVersion(facts: ClusterFacts, file: string): ClusterFacts {
  const { version = '' } = facts;
  if (version === '' || writtenVersion.test(version)) return facts;
  throw fleetErrors.clusterFactsInvalid(file, `/version ${version} is no version of Kubernetes, e.g. v1.36.3`);
}

function factsIn([document, ...others]: readonly unknown[], file: string): unknown {
  if (document === undefined) throw fleetErrors.clusterFactsInvalid(file, 'is empty');
  const kind = isRecord(document) ? document['kind'] : undefined;
  if (others.length > 0 || kind === 'ClusterFactsList') {
    throw fleetErrors.clusterFactsInvalid(file, 'has several clusters; print one: kubectl fleet facts -C NAME');
  }
  if (!isRecord(document) || kind !== 'ClusterFacts') return document;
  const { facts, error } = document;
  if (facts !== undefined) return facts;
  throw fleetErrors.clusterFactsInvalid(file, `the cluster did not answer: ${String(error)}`);
}
