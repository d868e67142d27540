/** Returns what the system says about a file, without the code in front and the call behind that Node adds. */
export function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/^E[A-Z]+: (.*), [a-z]+( '.*')?$/, '$1');
}
