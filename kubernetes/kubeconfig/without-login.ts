/**
 * An address of a server or a proxy as it may be shown: without its user and password. One that
 * cannot be parsed may have them anywhere before the last @.
 */
export function withoutLogin(address: string): string {
  if (URL.canParse(address)) {
    const { username, password } = new URL(address);
    if (username === '' && password === '') return address;
  }
  return address.replace(/\/\/.*@/, '//***@');
}
