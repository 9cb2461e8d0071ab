import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function LabScreen() {
  return (
    <Screen title="Lab">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
