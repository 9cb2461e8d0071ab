using Argosy.Core.Values;

namespace Argosy.Core.Tests.Values;

public sealed class RunningHashTests
{
    public static TheoryData<decimal, decimal> EqualAmounts() => new()
    {
        { 1m, 1.0000000000000000000000000000m },
        { 1.5m, 1.50000000m },
        { -0.1m, -0.1000000000000000000000m },
        { 0m, 0.0000000000000000000000000000m },
        { 0m, -0.0m },
        { 0m, decimal.Negate(0m) },
        { 18446744073709551615m, 18446744073709551615.00m },
        { 18446744073709551616m, 18446744073709551616.000m },
        { 79228162514264337593543950335m, 79228162514264337593543950335m },
        { 7922816251426433759354395033m, 7922816251426433759354395033.0m },
        { 0.0000000000000000001m, 0.0000000000000000001000m },
        { 123456789012345678.9m, 123456789012345678.9000000000m },
    };

    [Theory]
    [MemberData(nameof(EqualAmounts))]
    public void EqualAmounts_MixEqually(decimal first, decimal second)
    {
        Assert.Equal(first, second);
        Assert.Equal(Hash(first), Hash(second));
        Assert.Equal(Bytes(first), Bytes(second));
    }

    [Fact]
    public void EveryAmount_MixesAsItselfWithTrailingZeros()
    {
        var random = new SeededGenerator(7);
        for (var i = 0; i < 20_000; i++)
        {
            var amount = new decimal((int)random.NextBits(), i % 3 == 0 ? 0 : (int)random.NextBits(), i % 5 == 0 ? random.NextIndex(1 << 20) : 0, i % 2 == 0, (byte)random.NextIndex(23));
            var scale = amount.Scale;
            for (var zeros = 1m; scale < 28; scale++)
            {
                zeros *= 1.0m;
                var longer = amount * zeros;
                if (longer != amount || longer.Scale <= amount.Scale) break;
                Assert.Equal(Hash(amount), Hash(longer));
                Assert.Equal(Bytes(amount), Bytes(longer));
            }
        }
    }

    [Fact]
    public void DifferentAmounts_MixDifferently()
    {
        var random = new SeededGenerator(8);
        var seen = new Dictionary<ulong, decimal>();
        for (var i = 0; i < 50_000; i++)
        {
            var amount = new decimal((int)random.NextBits(), i % 3 == 0 ? 0 : random.NextIndex(1 << 16), i % 7 == 0 ? 3 : 0, i % 2 == 0, (byte)random.NextIndex(20));
            if (seen.TryGetValue(Hash(amount), out var other)) Assert.Equal(other, amount);
            seen[Hash(amount)] = amount;
        }
    }

    [Fact]
    public void Order_OfChanges_Counts()
    {
        var (first, second) = (new RunningHash(1), new RunningHash(1));
        first.Add(1m);
        first.Add(2m);
        second.Add(2m);
        second.Add(1m);
        Assert.NotEqual(first.Value, second.Value);
    }

    static ulong Hash(decimal amount)
    {
        var hash = new RunningHash(1);
        hash.Add(amount);
        return hash.Value;
    }

    static byte[] Bytes(decimal amount)
    {
        var bytes = new byte[Exact.ByteCount];
        Exact.WriteBytes(amount, bytes);
        return bytes;
    }
}
