import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function AccountsScreen() {
  return (
    <Screen title="Accounts">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
