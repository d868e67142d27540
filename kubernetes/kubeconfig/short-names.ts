/**
 * Returns the names of contexts without their common parts, in their order:
 * arn:aws:eks:eu-1:1234:cluster/cart and gke_acme_eu_web become "cart" and "web", prod-eu-1 and
 * prod-us-1 become "eu-1" and "us-1". Each result differs from all others.
 */
export function shortNames(names: readonly string[]): string[] {
  const hosts = whereUnique(withoutCommonEnd(names), withoutPort);
  return withoutCommonStart(whereUnique(uniqueEndings(hosts), withoutDomain));
}

/** Returns each name without a port and what follows it, e.g. "/default" of host:6443/default. */
function withoutPort(name: string): string {
  return name.replace(/(?<=.):\d+(\/.*)?$/, '');
}

/** Returns the first label of a name of a host with three labels or more. */
function withoutDomain(name: string): string {
  return name.replace(/^(\p{L}[\p{L}\d-]*)(\.\p{L}[\p{L}\d-]*){2,}$/u, '$1');
}

/** Shortens each name whose shorter form is no form of another one. */
function whereUnique(names: readonly string[], shorten: (name: string) => string): string[] {
  const counts = new Map<string, number>();
  for (const form of names.flatMap(name => [...new Set([name, shorten(name)])])) {
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return names.map(name => (counts.get(shorten(name)) === 1 ? shorten(name) : name));
}

/** Removes a common address or user at the end, e.g. ".k8s.example.com" or ":6443/admin". */
function withoutCommonEnd(names: readonly string[]): string[] {
  const [first = '', ...others] = names;
  const ends = [...first.matchAll(/(?<=.)[/:@.]/g)].map(({ index }) => first.slice(index));
  const end = ends.find(end => others.every(name => name.length > end.length && name.endsWith(end)));
  if (others.length === 0 || end === undefined) return [...names];
  return names.map(name => name.slice(0, -end.length));
}

/** Returns the last part of each name that no other name ends in. */
function uniqueEndings(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const ending of names.flatMap(endingsOf)) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  return names.map(name => endingsOf(name).findLast(ending => counts.get(ending) === 1) ?? name);
}

/**
 * Returns a name and its endings after each separator, the shortest last. An ending contains a
 * letter and is not only a number.
 */
function endingsOf(name: string): string[] {
  const endings = [...name.matchAll(/[/:_@](?=.)/g)].map(({ index }) => name.slice(index + 1));
  return [name, ...endings.filter(ending => /^\p{L}/u.test(ending))];
}

/**
 * Removes the common words at the beginning. Each result begins with a letter, so that eu-1 does
 * not become 1.
 */
function withoutCommonStart(names: readonly string[]): string[] {
  const [first = '', ...others] = names;
  const starts = [...first.matchAll(/[-.]/g)].map(({ index }) => first.slice(0, index + 1));
  const start = starts.findLast(start =>
    names.every(name => name.startsWith(start) && /^\p{L}/u.test(name.slice(start.length))),
  );
  return others.length === 0 || start === undefined ? [...names] : names.map(name => name.slice(start.length));
}
