namespace Argosy.Research.Prediction;

/// <summary>Adds up a score row by row.</summary>
sealed class ScoreBuilder(int classes)
{
    const double LeastProbability = 1e-15;
    readonly int[][] _confusion = [.. Enumerable.Range(0, Math.Max(2, classes)).Select(_ => new int[Math.Max(2, classes)])];
    double _loss, _squares, _absolute, _sum, _sumOfSquares;
    int _rows;

    /// <summary>Adds a row: the answer (probabilities, or one value), the true return and the true class.</summary>
    public void Add(ReadOnlySpan<double> answer, double trueReturn, int trueClass)
    {
        _rows++;
        if (classes == 0)
        {
            var error = answer[0] - trueReturn;
            _squares += error * error;
            _absolute += Math.Abs(error);
            _sum += trueReturn;
            _sumOfSquares += trueReturn * trueReturn;
            _confusion[trueReturn > 0 ? 1 : 0][answer[0] > 0 ? 1 : 0]++;
            return;
        }
        _loss -= Math.Log(Math.Max(answer[trueClass], LeastProbability));
        _confusion[trueClass][Most(answer)]++;
    }

    /// <summary>The score; null without a row.</summary>
    public ForestScore? Build()
    {
        if (_rows == 0) return null;
        var right = 0;
        var majority = 0;
        for (var c = 0; c < _confusion.Length; c++)
        {
            right += _confusion[c][c];
            majority = Math.Max(majority, _confusion[c].Sum());
        }
        var share = (double)majority / _rows;
        var variance = _sumOfSquares - (_sum * _sum / _rows);
        return new ForestScore
        {
            Rows = _rows,
            Accuracy = (double)right / _rows,
            MajorityShare = share,
            StandardError = Math.Sqrt(share * (1 - share) / _rows),
            LogLoss = classes > 0 ? _loss / _rows : null,
            RSquared = classes == 0 && variance > 0 ? 1 - (_squares / variance) : null,
            MeanAbsoluteError = classes == 0 ? _absolute / _rows : null,
            Confusion = classes > 0 ? _confusion : [],
        };
    }

    // Of equal ones the first.
    static int Most(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }
        return best;
    }
}
