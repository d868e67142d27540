/**
 * Returns the message of a thrown value, with that of its cause where the message does not hold
 * it already. Wasm and libraries throw texts and bare objects as well as errors.
 */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return hasMessage(thrown) ? String(thrown.message) : String(thrown);
  const message = thrown.message || ('code' in thrown ? String(thrown.code) : thrown.name);
  const cause = thrown.cause instanceof Error ? reasonOf(thrown.cause) : '';
  return message.includes(cause) ? message : `${message}: ${cause}`;
}

function hasMessage(thrown: unknown): thrown is { message: unknown } {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown;
}

/**
 * Returns the system's words about a file, without the code in front and the call behind that Node
 * adds.
 */
export function systemReason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/^E[A-Z]+: (.*), [a-z]+( '.*')?$/, '$1');
}

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'a symbolic link that leads back to itself',
};

/**
 * Returns why a file or folder of the user cannot be read, in a person's words; `error` is thrown
 * by node:fs.
 */
export function fileReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return fileReasons[code] ?? (error instanceof Error ? error.message : String(error));
}
