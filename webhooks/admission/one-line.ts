/**
 * Text that is safe to show: names and labels come from users, a line break or an escape sequence in them would write what it
 * likes into a terminal, and kube-apiserver drops a warning that holds one or that is not valid UTF-8.
 */
export function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
