import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function TradesScreen() {
  return (
    <Screen title="Trades">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
