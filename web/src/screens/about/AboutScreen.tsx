import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function AboutScreen() {
  return (
    <Screen title="About">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
