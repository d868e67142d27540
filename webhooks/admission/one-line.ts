/**
 * Returns a text that is safe to show, in one line of valid UTF-8. Names and labels come from
 * users: a line break or an escape sequence in them could write anything to a terminal.
 * kube-apiserver drops a warning that holds one or that is not valid UTF-8.
 */
export function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
