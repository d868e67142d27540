const block = 512;

/**
 * The files in a tar archive by their names, without a leading / or ./. Understands what `opa build` writes and `tar` adds to it: no links,
 * and no names longer than 255 bytes.
 * @throws Error where it is no archive
 */
export function filesOfTar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const size = Number.parseInt(field(archive, at + 124, 12), 8);
    const begin = at + block;
    if (!(size >= 0 && begin + size <= archive.length)) throw new Error('a file in it is not whole');
    if (isFile(archive, at)) {
      const name = nameAt(archive, at);
      // Otherwise a signature might be checked on one, and another be used.
      if (files.has(name)) throw new Error(`two files in it are called ${name}`);
      files.set(name, archive.subarray(begin, begin + size));
    }
    at = begin + Math.ceil(size / block) * block;
  }
  return files;
}

/** Not a folder, a link, or what some programs write about the next file. */
function isFile(archive: Buffer, at: number): boolean {
  return ['', '0'].includes(field(archive, at + 156, 1));
}

/** Folders that had no room beside the name stand in a field of their own. */
function nameAt(archive: Buffer, at: number): string {
  const name = field(archive, at, 100);
  // GNU tar keeps other things there, and says "ustar " with a space.
  const folders = archive.toString('latin1', at + 257, at + 263) === 'ustar\0' ? field(archive, at + 345, 155) : '';
  return (folders === '' ? name : `${folders}/${name}`).replace(/^\.?\//, '');
}

/** Text of a field as far as the NUL that ends it. */
function field(archive: Buffer, at: number, length: number): string {
  return archive.toString('utf8', at, at + length).replace(/\0.*$/s, '');
}
