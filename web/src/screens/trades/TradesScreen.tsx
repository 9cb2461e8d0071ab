import { Screen } from '@/ui/Screen';
import { TradeTable } from './TradeTable';

/** Every closed trade of every deployment. */
export function TradesScreen() {
  return (
    <Screen title="Trades" fill>
      <TradeTable />
    </Screen>
  );
}
