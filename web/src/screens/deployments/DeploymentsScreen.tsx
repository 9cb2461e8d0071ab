import { useFleet } from '@/api/fleet';
import { useLostSince } from '@/live/status';
import { Screen } from '@/ui/Screen';
import { ErrorState } from '@/ui/states';
import { DeploymentTable } from '../fleet/DeploymentTable';

/** Every deployment, whole screen. */
export function DeploymentsScreen() {
  const query = useFleet();
  const lostAt = useLostSince();
  return (
    <Screen title="Deployments" fill>
      {query.data === undefined && query.isError ? (
        <ErrorState what="The deployments" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DeploymentTable rows={query.data?.deployments} staleSince={query.isError ? query.dataUpdatedAt : lostAt} />
      )}
    </Screen>
  );
}
