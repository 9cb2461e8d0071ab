import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function CompareScreen() {
  return (
    <Screen title="Compare">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
