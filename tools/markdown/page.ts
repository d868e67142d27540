/** A file as it should be. */
export interface Page {
  /** Absolute path. */
  file: string;
  text: string;
}
