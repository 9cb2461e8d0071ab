import { Screen } from '@/ui/Screen';
import { OrderTable } from './OrderTable';

/** Every order of every deployment. */
export function OrdersScreen() {
  return (
    <Screen title="Orders" fill>
      <OrderTable />
    </Screen>
  );
}
