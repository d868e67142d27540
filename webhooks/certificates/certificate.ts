/** A serving certificate and its key in PEM. */
export interface Certificate {
  cert: string;
  key: string;
  ends: Date;
}

/** Where the server has its certificate from. */
export interface CertificateSource {
  /** What is to be served now; undefined until there is one. */
  current: () => Certificate | undefined;
  /** Why kube-apiserver would not trust what is served, in words; empty once it does. */
  missing: () => string[];
}
