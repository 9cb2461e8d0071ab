import { Rocket } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useSearch } from '@tanstack/react-router';
import { useFleet } from '@/api/fleet';
import { useLostSince } from '@/live/status';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { ErrorState } from '@/ui/states';
import { DeploymentTable } from '../fleet/DeploymentTable';

const NewDeploymentDialog = lazy(() =>
  import('./NewDeploymentDialog').then(module => ({ default: module.NewDeploymentDialog })),
);

/** Every deployment, whole screen; `?new=STRATEGY` opens the form for it, `&run=ID` with what that backtest ran with. */
export function DeploymentsScreen() {
  const query = useFleet();
  const lostAt = useLostSince();
  const search: { new?: string; run?: string } = useSearch({ strict: false });
  const [asking, setAsking] = useState(search.new !== undefined);
  return (
    <Screen
      title="Deployments"
      fill
      actions={
        <Button
          kind="primary"
          needs="trader"
          icon={<Rocket size={14} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          New deployment
        </Button>
      }
    >
      {query.data === undefined && query.isError ? (
        <ErrorState what="The deployments" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DeploymentTable rows={query.data?.deployments} staleSince={query.isError ? query.dataUpdatedAt : lostAt} />
      )}
      {asking && (
        <Suspense fallback={null}>
          <NewDeploymentDialog strategy={search.new} run={search.run} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Screen>
  );
}
