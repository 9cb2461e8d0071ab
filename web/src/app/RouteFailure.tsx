import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Screen } from '@/ui/Screen';
import { Empty, ErrorState } from '@/ui/states';

/** A screen that could not be opened; the shell around it stays. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Screen title="This screen">
      <ErrorState
        what="This screen"
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Screen>
  );
}

export function RouteMissing() {
  return (
    <Screen title="Not found">
      <Empty action={<Link to="/">Go to the fleet</Link>}>There is no screen at this address.</Empty>
    </Screen>
  );
}
