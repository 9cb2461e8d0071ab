import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function AuditScreen() {
  return (
    <Screen title="Audit">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
