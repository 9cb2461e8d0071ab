import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';

/** Renders with a query client of its own that never tries again. */
export function show(children: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrap = (inner: ReactNode) => <QueryClientProvider client={client}>{inner}</QueryClientProvider>;
  const result = render(wrap(children));
  return { ...result, client, rerender: (inner: ReactNode) => result.rerender(wrap(inner)) };
}
