/** Answers of all clusters, which the policy judges beside each other. */
export interface FleetAnswers {
  clusters: readonly {
    name: string;
    /** Version of the API server; absent where it is not known. */
    version?: string;
    /** Reason and message of the failure of a cluster that did not answer. */
    failure?: { reason: string; message: string; nextStep?: string };
    /** Lists that could not be read, e.g. pods or deployments.apps, with reason and message. */
    unread: readonly { list: string; reason: string; message: string }[];
  }[];
}
