/** Serving certificate and its key, both PEM. */
export interface Certificate {
  cert: string;
  key: string;
  ends: Date;
}

/** Source of the server's certificate. */
export interface CertificateSource {
  /** Returns the certificate to serve; undefined until there is one. */
  current: () => Certificate | undefined;
  /** Returns the reasons why kube-apiserver does not trust the certificate; empty if it does. */
  missing: () => string[];
}
