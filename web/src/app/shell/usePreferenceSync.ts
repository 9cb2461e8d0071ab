import { useEffect } from 'react';
import { get, write } from '@/api/client';
import { adoptPreferences, usePreferences } from '@/state/preferences';
import { toast } from '@/ui/toast';

/** Takes the person's preferences over from the server at the start, and tells it of changes, two seconds later. */
export function usePreferenceSync(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let alive = true;
    const save = async () => {
      try {
        await write('none', 'PUT', '/api/me/preferences', usePreferences.getState().value);
        usePreferences.setState({ dirty: false });
      } catch (error) {
        toast.error('The preferences are kept in this browser only', error);
      }
    };
    const load = async () => {
      try {
        const stored = await get('preferences', '/api/me/preferences');
        if (alive && !usePreferences.getState().dirty) adoptPreferences(stored);
      } catch {
        // The browser's own copy stands; the next change tries the server again.
      }
    };
    void load();
    const stop = usePreferences.subscribe(({ dirty }) => {
      if (!dirty) return;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), 2000);
    });
    return () => {
      alive = false;
      stop();
      clearTimeout(timer);
      if (usePreferences.getState().dirty) void save();
    };
  }, []);
}
