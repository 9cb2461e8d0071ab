using Argosy.Core.Instruments;

namespace Argosy.Engine.Running;

/// <summary>Which instruments one run can have.</summary>
static class InstrumentList
{
    /// <summary>Throws <see cref="ArgumentException"/> where they differ in their quote asset or one is there twice.</summary>
    public static void Check(IReadOnlyList<Instrument> instruments)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            if (!string.Equals(instruments[i].QuoteAsset, instruments[0].QuoteAsset, StringComparison.Ordinal))
            {
                throw new ArgumentException($"instruments of one run share a quote asset; {instruments[0].Name} and {instruments[i].Name} do not");
            }
            for (var j = 0; j < i; j++)
            {
                if (string.Equals(instruments[i].Name, instruments[j].Name, StringComparison.Ordinal)) throw new ArgumentException($"{instruments[i].Name} is there twice");
            }
        }
    }
}
