import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function OptimisationScreen() {
  return (
    <Screen title="Optimisation">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
