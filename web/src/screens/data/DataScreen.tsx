import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function DataScreen() {
  return (
    <Screen title="Data">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
