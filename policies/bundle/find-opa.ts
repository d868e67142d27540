import { PolicyError } from './errors.ts';
import { minorOf, search, type Binary } from './search.ts';

/** The compiler of Rego. */
export const opaBinary: Binary = { name: 'opa', version: 'v1.22.2', askVersion: ['version'] };

/**
 * Returns the path of an opa on this machine: the tested version, or a newer one of the same major
 * version.
 * @throws PolicyError OPA_MISSING with instructions to install it
 */
export async function findOpa(environment: NodeJS.ProcessEnv): Promise<string> {
  const found = await search(opaBinary, environment, isNewEnough);
  if (found !== undefined) return found;
  throw new PolicyError(
    'OPA_MISSING',
    `opa ${minorOf(opaBinary.version)} or newer is needed, and it is neither in $KUBEBUILDER_ASSETS nor on $PATH. Install it with your ` +
      `package manager (brew install opa), or: go install github.com/open-policy-agent/opa@${opaBinary.version}`,
  );
}

function isNewEnough(version: string): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  const [neededMajor, neededMinor = 0] = minorOf(opaBinary.version).split('.').map(Number);
  return major === neededMajor && minor >= neededMinor;
}
