import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function LiveBotScreen() {
  return (
    <Screen title="LiveBot">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
