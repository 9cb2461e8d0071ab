import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function PositionsScreen() {
  return (
    <Screen title="Positions">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
