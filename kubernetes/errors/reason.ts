/**
 * Returns the message of a thrown value. Adds the message of its cause when the message does not
 * contain it. Wasm and libraries also throw texts and plain objects.
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
 * Returns the system's message about a file. Removes the code before it and the call after it,
 * which Node adds.
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
 * Returns the reason why a file or folder of the user cannot be read, in plain words. `error` comes
 * from node:fs.
 */
export function fileReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return fileReasons[code] ?? (error instanceof Error ? error.message : String(error));
}
