import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function AlertsScreen() {
  return (
    <Screen title="Alerts">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
