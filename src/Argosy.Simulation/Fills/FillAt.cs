namespace Argosy.Simulation.Fills;

/// <summary>Where an order decided at the close of a bar may fill first.</summary>
public enum FillAt
{
    /// <summary>At the instrument's next open.</summary>
    NextOpen,
    /// <summary>Market orders and marketable limits at the very close they were decided on; said in the report.</summary>
    Close,
}
