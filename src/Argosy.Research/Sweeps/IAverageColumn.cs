namespace Argosy.Research.Sweeps;

/// <summary>An average of the whole series, made tile by tile in order.</summary>
interface IAverageColumn
{
    /// <summary>Fills the values of the tile that begins at row <paramref name="start"/>; NaN during warm-up.</summary>
    void Fill(int start, Span<double> values);
}
