import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { keepPicture, launch, sizes, watch } from './browser';
import { type Exchange, type TestServer, startExchange, startServer } from './server';

/** The owner's, and with a word more anybody's. */
export const password = 'three quiet lighthouses';

/** What the tests of one file work with: a server of their own, a browser, a page whose problems are noted. */
export interface Stage {
  server: TestServer;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  /** What went wrong on the page since the test began. */
  problems: string[];
}

interface Wish {
  /** More words of `argosy up`, asked for before it starts. */
  words?: () => Promise<string[]> | string[];
  /** Whether the owner is made and logged in; so by default. */
  owner?: boolean;
}

/** Sets the stage before the tests of a file and clears it after them; a failed test leaves pictures and the server's log. */
export function setStage(name: string, wish: Wish = {}): () => Stage {
  let stage: Stage | undefined;
  let failed = false;
  beforeAll(async () => {
    const words = await wish.words?.();
    const [server, browser] = await Promise.all([startServer(words), launch()]);
    const context = await browser.newContext({ viewport: sizes.desktop, colorScheme: 'dark', baseURL: server.url });
    stage = { server, browser, context, ...(await watch(context)) };
    if (wish.owner === false) return;
    await stage.page.goto('/login');
    await write(stage.page, 'POST', '/auth/setup', { name: 'ana', password });
  });
  afterEach(async ({ task }) => {
    // What went wrong in one test is not told of the next ones.
    stage?.problems.splice(0);
    if (task.result?.state !== 'fail') return;
    failed = true;
    for (const [index, page] of (stage?.context.pages() ?? []).entries())
      await keepPicture(page, `${name}-${task.name.replaceAll(/\W+/g, '-')}-${index}`);
  });
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.server.stop(name, failed);
  });
  return () => {
    if (stage === undefined) throw new Error('the stage is set before the tests, not before the file is read');
    return stage;
  };
}

/** A stage beside two exchanges: near for spot, far for perpetual contracts. */
export function setStageOfExchanges(name: string): {
  stage: () => Stage;
  exchanges: () => { near: Exchange; far: Exchange };
} {
  let found: { near: Exchange; far: Exchange } | undefined;
  // Before the stage, so that the exchanges end after the server.
  afterAll(async () => {
    await found?.near.stop();
    await found?.far.stop();
  });
  const stage = setStage(name, {
    words: async () => {
      const [near, far] = await Promise.all([startExchange('binance'), startExchange('binance-futures')]);
      found = { near, far };
      return [`--venue-address=binance=${near.url}`, `--venue-address=binance-usdm=${far.url}`];
    },
  });
  return {
    stage,
    exchanges: () => {
      if (found === undefined) throw new Error('the exchanges start before the tests, not before the file is read');
      return found;
    },
  };
}

/** A write of the API as the page itself makes it; its answer. */
export async function write(page: Page, method: string, path: string, body: unknown): Promise<unknown> {
  return page.evaluate(
    async ([verb, to, text]) => {
      const state = (await (await fetch('/auth/state')).json()) as { csrf: string | null };
      const answer = await fetch(to, {
        method: verb,
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': state.csrf ?? '',
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: text, // oxlint-disable-line unicorn/no-invalid-fetch-options -- the verb is never GET here
      });
      if (!answer.ok) throw new Error(`${verb} ${to}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [method, path, JSON.stringify(body)] as const,
  );
}
