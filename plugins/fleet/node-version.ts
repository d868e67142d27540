/**
 * Returns a sentence when the running Node is too old, undefined when it is new enough.
 * @param running as process.version says it, e.g. v18.20.8
 * @param needed lowest version that is supported, as `engines` of package.json says it: ">=20.19"
 */
export function tooOld(running: string, needed: string): string | undefined {
  const [major, minor] = numbersOf(running);
  const [lowestMajor, lowestMinor] = numbersOf(needed);
  if (major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)) return undefined;
  return `kubectl fleet needs Node.js ${lowestMajor}.${lowestMinor} or newer, and this is ${running.replace('v', '')}`;
}

/** Returns the major and the minor number of a version. */
function numbersOf(version: string): [number, number] {
  const [major = 0, minor = 0] = version.replace(/^\D+/, '').split('.').map(Number);
  return [major, minor];
}
