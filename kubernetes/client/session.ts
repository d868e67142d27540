import { readCredentials, type CallPlugin, type Credentials } from '../credentials/credentials.ts';
import type { Deadline } from '../deadline/deadline.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { ApiRequest, ApiServer } from './api-server.ts';
import { openTransport, type Route } from './transport.ts';

/** The credentials and connections of one client. A credential plugin can renew them. */
export interface Session extends Required<Pick<ApiServer, 'authenticate' | 'reauthenticate'>> {
  /** Returns the meaning of a 401 with the credentials of the moment. */
  refusal: () => string;
  close: () => void;
}

/**
 * Opens a session with the server of a kubeconfig. Asks the plugin again before a request whose
 * credentials have expired, and once for all requests that were refused with the same credentials.
 * A new certificate takes new connections.
 * @throws ClusterError when there are no usable credentials
 */
export async function openSession(
  connection: Connection,
  callPlugin: CallPlugin,
  deadline: Deadline,
  route: Route,
): Promise<Session> {
  let credentials = await readCredentials(connection, callPlugin, deadline);
  let transport = await openTransport(connection, credentials, route);
  let renewal: Promise<void> | undefined;
  const sentWith = new WeakMap<ApiRequest, Credentials>();

  const replace = async (old: Credentials): Promise<void> => {
    const renewed = await readCredentials(connection, callPlugin, deadline, old.given);
    if (renewed.certificate !== old.certificate) {
      transport.agent.destroy();
      transport = await openTransport(connection, renewed, route);
    }
    credentials = renewed;
  };
  const renew = async (old: Credentials): Promise<void> => {
    if (old !== credentials) return;
    renewal ??= replace(old).finally(() => {
      renewal = undefined;
    });
    await renewal;
  };

  return {
    authenticate: async request => {
      if (hasExpired(credentials)) await renew(credentials);
      sentWith.set(request, credentials);
      Object.assign(request, transport.options);
      Object.assign(request.headers, credentials.headers);
    },
    reauthenticate: async request => {
      const refused = sentWith.get(request);
      if (refused?.given === undefined) return false;
      await renew(refused);
      return true;
    },
    refusal: () => credentials.refusal,
    close: () => {
      transport.agent.destroy();
    },
  };
}

function hasExpired({ given }: Credentials): boolean {
  return given?.expires !== undefined && given.expires <= Date.now();
}
