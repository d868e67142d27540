/**
 * Version that a tag releases, e.g. 0.2.0 of v0.2.0.
 * @param packageVersion as package.json says it
 * @param baseDigest digest of the image that the webhook's image is built on, e.g. sha256:4bf0...
 * @throws Error that names everything that is wrong
 */
export function releasedVersion(tag: string, packageVersion: string, baseDigest: string): string {
  const problems = [
    ...(tag === `v${packageVersion}` ? [] : [`the tag is ${tag} and package.json has version ${packageVersion}`]),
    ...(/^sha256:[0-9a-f]{64}$/.test(baseDigest)
      ? []
      : [`the base of the image is to be given by its digest in BASE_DIGEST, and that is "${baseDigest}"`]),
  ];
  if (problems.length > 0) throw new Error(problems.join('; '));
  return packageVersion;
}
