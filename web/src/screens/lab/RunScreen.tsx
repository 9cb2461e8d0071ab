import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function RunScreen() {
  return (
    <Screen title="Run">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
