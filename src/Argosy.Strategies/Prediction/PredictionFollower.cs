using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Prediction;

/// <summary>Stands where a trained forest expects the price to go; without a model, or at times the model was trained on, it says nothing.</summary>
/// <remarks>
/// Classification: long when the probability of up is at least <c>enter</c>, short (flat without shorts) when that of down is, else flat.
/// Regression: the same for the expected log return against <c>margin</c>. A model of another timeframe is refused.
/// </remarks>
[Strategy("prediction", "Long where a trained random forest expects a rise, short or flat where a fall; abstains without a model.")]
public sealed class PredictionFollower : IStrategy
{
    readonly PredictionModel? _model;
    readonly FeatureSet? _features;
    readonly double _enter, _margin;
    readonly bool _inSample;

    /// <summary>Reads the model once; a file that is missing abstains, one that is damaged is refused.</summary>
    /// <exception cref="ArgumentException">The file is no model.</exception>
    public PredictionFollower(
        [Parameter("model file of 'argosy train'; a missing one abstains")] string model = "model.json",
        [Parameter("least probability of the direction taken", Minimum = 0.34, Maximum = 1, Unit = "ratio")] double enter = 0.55,
        [Parameter("regression: least expected return", Minimum = 0, Maximum = 1, Unit = "log ratio")] double margin = 0.001,
        [Parameter("also trade at times the model was trained on (a way to fool yourself)")] bool inSample = false)
    {
        (_enter, _margin, _inSample) = (enter, margin, inSample);
        var read = ModelFile.Read(model);
        if (!read.Ok && read.Error!.Kind != ErrorKind.NotFound) throw new ArgumentException(read.Error.Message);
        if (!read.Ok) return;
        _model = read.Value;
        _features = FeatureSet.Of(_model.Features).Value;
    }

    /// <summary>Whether there is a model to ask.</summary>
    public bool HasModel => _model is not null;

    /// <inheritdoc/>
    public void OnStart(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_model is null || _model.Timeframe == context.Timeframe.ToString()) return;
        throw new ArgumentException($"the model was trained on bars of {_model.Timeframe}, this run's are of {context.Timeframe}");
    }

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (_model is null || !_features!.Push(in bar)) return;
        var forest = _inSample ? _model.At(context.Time) ?? _model.Forests[0].Forest : _model.At(context.Time);
        if (forest is null) return;
        context.Target(Decide(forest.Predict(_features.Values)));
    }

    Direction Decide(ReadOnlySpan<double> answer)
    {
        if (_model!.Label.Task is PredictionTask.Regression) return Beyond(answer[0], _margin) ? Direction.Long : Beyond(-answer[0], _margin) ? Direction.Short : Direction.Flat;
        return Beyond(answer[^1], _enter) ? Direction.Long : Beyond(answer[0], _enter) ? Direction.Short : Direction.Flat;
    }

    static bool Beyond(double value, double line) => !Near.Below(value, line);
}
