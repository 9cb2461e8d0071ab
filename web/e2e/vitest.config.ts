import { defineConfig } from 'vitest/config';

// Real server, real browser, each file with its own: two at a time, as much of a file is waiting. Generous with a machine that has other work.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
