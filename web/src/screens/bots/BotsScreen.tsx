import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function BotsScreen() {
  return (
    <Screen title="Bots">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
