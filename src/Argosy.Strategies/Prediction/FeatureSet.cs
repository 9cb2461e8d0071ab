using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Strategies.Prediction;

/// <summary>The features of a model, fed bar by bar; the same object serves training, backtest and live.</summary>
public sealed class FeatureSet
{
    readonly Feature[] _features;
    readonly double[] _values;

    FeatureSet(Feature[] features)
    {
        _features = features;
        _values = new double[features.Length];
    }

    /// <summary>Number of features.</summary>
    public int Count => _features.Length;

    /// <summary>Their texts, in order.</summary>
    public IReadOnlyList<string> Texts => [.. _features.Select(feature => feature.Text)];

    /// <summary>How many bars come before the first whole row.</summary>
    public int WarmUp => _features.Max(feature => feature.WarmUp);

    /// <summary>The values at the newest bar, in order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Reads a list separated by semicolons.</summary>
    public static Result<FeatureSet> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(CallText.Split(text, ';'));
    }

    /// <summary>A set of the features written; no feature twice.</summary>
    public static Result<FeatureSet> Of(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0) return Error.BadInput("no features are named; expected a list like 'return:1; rsi:14'");
        var features = new List<Feature>();
        foreach (var text in texts)
        {
            var feature = FeatureCatalogue.Parse(text);
            if (!feature.Ok) return feature.Error!;
            if (features.Exists(other => other.Text == feature.Value.Text)) return Error.BadInput($"feature {feature.Value.Text} is named twice");
            features.Add(feature.Value);
        }
        return new FeatureSet([.. features]);
    }

    /// <summary>Takes the next bar; whether every feature has a value there.</summary>
    public bool Push(in Bar bar)
    {
        var whole = true;
        for (var i = 0; i < _features.Length; i++)
        {
            _values[i] = _features[i].Push(in bar);
            whole &= !double.IsNaN(_values[i]);
        }
        return whole;
    }
}
