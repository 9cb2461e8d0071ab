import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function HealthScreen() {
  return (
    <Screen title="Health">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
