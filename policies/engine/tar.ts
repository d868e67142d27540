const block = 512;

/** The files in a tar archive by their names, without a leading / or ./. Understands what `opa build` writes: short names, no links. */
export function filesOfTar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const name = field(archive, at, 100);
    const size = Number.parseInt(field(archive, at + 124, 12), 8);
    const begin = at + block;
    files.set(name.replace(/^\.?\//, ''), archive.subarray(begin, begin + size));
    at = begin + Math.ceil(size / block) * block;
  }
  return files;
}

/** Text of a field as far as the NUL that ends it. */
function field(archive: Buffer, at: number, length: number): string {
  return archive.toString('utf8', at, at + length).replace(/\0.*$/s, '');
}
