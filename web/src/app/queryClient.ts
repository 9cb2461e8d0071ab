import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/errors';

const worthTryingAgain = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refused it refuses again; what it did not answer is asked twice more, then the panel says so.
      retry: (tries, error) => worthTryingAgain(error) && tries < 2,
      retryDelay: tries => 500 * 2 ** tries,
    },
    mutations: { retry: false },
  },
});
