import { defineConfig } from 'vitest/config';

// Real server, real browser: one file at a time, generous with a machine that has other work.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
