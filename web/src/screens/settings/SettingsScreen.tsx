import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function SettingsScreen() {
  return (
    <Screen title="Settings">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
