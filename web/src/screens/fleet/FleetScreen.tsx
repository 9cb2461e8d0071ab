import { useFleet } from '@/api/fleet';
import { useLostSince } from '@/live/status';
import { Screen } from '@/ui/Screen';
import { ErrorState } from '@/ui/states';
import { AttentionList } from './AttentionList';
import { DeploymentTable } from './DeploymentTable';
import { EquityPanel } from './EquityPanel';
import { ExposurePanel } from './ExposurePanel';
import styles from './Fleet.module.css';
import { ModeStrip, ModeStripSkeleton } from './ModeStrip';

/** Everything that runs, the worst first. */
export function FleetScreen() {
  const query = useFleet();
  const lostAt = useLostSince();
  const fleet = query.data;
  if (fleet === undefined && query.isError) {
    return (
      <Screen title="Fleet" bare>
        <ErrorState what="The fleet" error={query.error} onRetry={() => void query.refetch()} />
      </Screen>
    );
  }
  const staleSince = query.isError ? query.dataUpdatedAt : lostAt;
  return (
    <Screen title="Fleet" bare fill>
      {fleet !== undefined && fleet.attention.length > 0 && <AttentionList items={fleet.attention} fleet={fleet} />}
      {fleet === undefined ? <ModeStripSkeleton /> : <ModeStrip modes={fleet.modes} />}
      <div className={styles.middle}>
        <EquityPanel modes={fleet?.modes} />
        <ExposurePanel fleet={fleet} staleSince={staleSince} />
      </div>
      <DeploymentTable rows={fleet?.deployments} staleSince={staleSince} />
    </Screen>
  );
}
