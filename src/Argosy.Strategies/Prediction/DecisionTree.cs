namespace Argosy.Strategies.Prediction;

/// <summary>One binary tree over binned features, as flat arrays; plain data.</summary>
/// <remarks>
/// Node 0 is the root. At an inner node a row goes to <c>Left</c> when its feature's bin is at most <c>Bin</c>, else to the node after it.
/// A leaf has feature −1 and <c>Left</c> is its index among the leaves.
/// </remarks>
/// <param name="Feature">Feature each node looks at; −1 at a leaf.</param>
/// <param name="Bin">Last bin that goes left; 0 at a leaf.</param>
/// <param name="Left">The left child, or the leaf's index.</param>
/// <param name="Values">What the leaves say: for classification the rows of each class (leaf after leaf), for regression one mean a leaf.</param>
public sealed record DecisionTree(short[] Feature, byte[] Bin, int[] Left, double[] Values)
{
    /// <summary>The leaf a row of bins falls into.</summary>
    public int Leaf(ReadOnlySpan<byte> bins)
    {
        var node = 0;
        while (Feature[node] >= 0) node = Left[node] + (bins[Feature[node]] <= Bin[node] ? 0 : 1);
        return Left[node];
    }
}
