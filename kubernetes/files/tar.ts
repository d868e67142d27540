/** Size of a block of an archive, in bytes. */
const block = 512;

/**
 * Returns the files of a tar archive by their names, without a leading / or ./. Reads archives that
 * `opa build` writes, also after `tar` has added files: without links, and without names longer
 * than 255 bytes.
 * @throws Error for bytes that are not an archive
 */
export function filesOfTar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const size = Number.parseInt(field(archive, at + 124, 12), 8);
    const begin = at + block;
    if (!(size >= 0 && begin + size <= archive.length)) throw new Error('a file in it is not whole');
    if (isFile(archive, at)) {
      const name = nameAt(archive, at);
      // Refuses a name that occurs twice. Otherwise the signature of one file could be checked and
      // the other file used.
      if (files.has(name)) throw new Error(`two files in it are called ${name}`);
      files.set(name, archive.subarray(begin, begin + size));
    }
    at = begin + Math.ceil(size / block) * block;
  }
  return files;
}

/** False for a folder, a link, and a header that some programs write about the next file. */
function isFile(archive: Buffer, at: number): boolean {
  return ['', '0'].includes(field(archive, at + 156, 1));
}

/** Returns the name of a file. A separate field has the folders that do not fit in the name. */
function nameAt(archive: Buffer, at: number): string {
  const name = field(archive, at, 100);
  // GNU tar writes other values there. Its magic is "ustar " with a space.
  const folders = archive.toString('latin1', at + 257, at + 263) === 'ustar\0' ? field(archive, at + 345, 155) : '';
  return (folders === '' ? name : `${folders}/${name}`).replace(/^\.?\//, '');
}

/** Returns the text of a field up to the NUL that ends it. */
function field(archive: Buffer, at: number, length: number): string {
  return archive.toString('utf8', at, at + length).replace(/\0.*$/s, '');
}
