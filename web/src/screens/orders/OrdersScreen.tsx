import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function OrdersScreen() {
  return (
    <Screen title="Orders">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
