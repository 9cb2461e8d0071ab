import { useBlocker } from '@tanstack/react-router';
import type { DraftKeeper } from './DraftKeeper';

/** Sends what is unsaved before the screen is left; asks only where that did not work. */
export function useLeave(keeper: DraftKeeper, ask: () => Promise<boolean>): void {
  useBlocker({
    enableBeforeUnload: () => keeper.isUnsaved,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || !keeper.isUnsaved) return false;
      await keeper.flush();
      return keeper.isUnsaved && !(await ask());
    },
  });
}
