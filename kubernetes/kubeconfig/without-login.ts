/**
 * Returns an address of a server or a proxy without its user and password. In an address that
 * cannot be parsed, they may be anywhere before the last @.
 */
export function withoutLogin(address: string): string {
  if (URL.canParse(address)) {
    const { username, password } = new URL(address);
    if (username === '' && password === '') return address;
  }
  return address.replace(/\/\/.*@/, '//***@');
}
