/**
 * 0 ok, 1 findings or a named object that is nowhere, 2 usage or unreadable input, 3 some clusters
 * failed or refused a part, 4 all failed.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
