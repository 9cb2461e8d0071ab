/** What a panel is called to the one who draws it; none is the chart of prices. */
type Panel = string | null;

/**
 * Panes of panels, in the order they are asked for: 0 for the chart of prices. Plots of one panel share a pane.
 * @param most As many panes there are beside the prices' own; what does not fit has none (−1) and is read out alone.
 */
export function panesOf(most = 4): (panel: Panel) => number {
  const known: string[] = [];
  return panel => {
    if (panel === null || panel === '') return 0;
    if (!known.includes(panel) && known.length < most) known.push(panel);
    const at = known.indexOf(panel);
    return at < 0 ? -1 : at + 1;
  };
}
