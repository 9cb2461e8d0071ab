import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function UsersScreen() {
  return (
    <Screen title="Users">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
