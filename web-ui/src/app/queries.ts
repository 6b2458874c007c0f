import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isTransient, isUnauthorized } from '../lib/api';

const RETRY_DELAY_MS = 3000;

/** The cache of what the pages read over REST. Each signed-in user has a new one. */
export function createQueryClient(onUnauthorized: () => void): QueryClient {
  const onError = (cause: Error) => {
    if (isUnauthorized(cause)) onUnauthorized();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // Requests are sent even if the browser reports that it is offline: they fail, and the page shows why.
      queries: {
        networkMode: 'always',
        retry: (_, cause) => isTransient(cause),
        retryDelay: RETRY_DELAY_MS,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
