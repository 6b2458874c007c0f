import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { HomeProps } from './Home';
import { Home } from './Home';
import { createQueryClient } from './queries';

/** The pages of one user, with a cache of what they read. */
export function SignedIn(props: HomeProps) {
  const [queries] = useState(() => createQueryClient(props.onUnauthorized));
  return (
    <QueryClientProvider client={queries}>
      <Home {...props} />
    </QueryClientProvider>
  );
}
