import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function ConsensusScreen() {
  return (
    <Screen title="Consensus">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
