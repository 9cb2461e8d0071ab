import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';

export function EditorScreen() {
  return (
    <Screen title="Editor">
      <Empty>This screen is being built.</Empty>
    </Screen>
  );
}
