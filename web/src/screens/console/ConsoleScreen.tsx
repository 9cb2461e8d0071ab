import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function ConsoleScreen() {
  return (
    <Screen title="Console">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
