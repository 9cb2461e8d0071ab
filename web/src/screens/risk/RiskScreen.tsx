import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function RiskScreen() {
  return (
    <Screen title="Risk">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
