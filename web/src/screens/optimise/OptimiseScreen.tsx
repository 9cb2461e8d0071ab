import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function OptimiseScreen() {
  return (
    <Screen title="Optimise">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
