import { lazy, Suspense, useEffect } from 'react';
import { create } from 'zustand';
import { whenElevationNeeded } from '@/api/client';

const useAsked = create<{ answer: ((proven: boolean) => void) | null }>(() => ({ answer: null }));

const ElevationDialog = lazy(() =>
  import('@/screens/login/ElevationDialog').then(module => ({ default: module.ElevationDialog })),
);

/** Asks for the password once more when the server wants it before an action with money. */
export function ElevationHost() {
  const answer = useAsked(state => state.answer);
  useEffect(() => {
    whenElevationNeeded(
      () =>
        new Promise(resolve => {
          // Two requests at once share one question.
          const before = useAsked.getState().answer;
          useAsked.setState({
            answer: proven => {
              before?.(proven);
              resolve(proven);
            },
          });
        }),
    );
  }, []);
  if (answer === null) return null;
  return (
    <Suspense fallback={null}>
      <ElevationDialog
        onDone={proven => {
          useAsked.setState({ answer: null });
          answer(proven);
        }}
      />
    </Suspense>
  );
}
