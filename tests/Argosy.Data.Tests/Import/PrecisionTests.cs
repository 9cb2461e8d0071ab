using System.Globalization;
using System.Text;
using Argosy.Core.Values;
using Argosy.Data.Import;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Data.Tests.Import;

public sealed class PrecisionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnyPrices_ComeBackAsTheNearestDouble_AndAsExactMoney()
    {
        var price = from digits in Gen.Choose(1, 9_999_999) from scale in Gen.Choose(0, 8) select new decimal(digits) / (decimal)Math.Pow(10, scale);
        var rows = price.ListOf().Where(list => list.Count > 0);
        Prop.ForAll(rows.ToArbitrary(), prices =>
        {
            var text = new StringBuilder("time,open,high,low,close,volume\n");
            for (var i = 0; i < prices.Count; i++)
            {
                var plain = prices[i].ToString(CultureInfo.InvariantCulture);
                var scientific = ((double)prices[i]).ToString("E14", CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"{(i + 1) * 60},{plain},{scientific},{plain},{plain}{(plain.Contains('.', StringComparison.Ordinal) ? "0" : ".0")},{plain}\n");
            }
            var series = Importer.Read([_folder.Write("p_1m.csv", text.ToString())], ImportOptions.Default).Value;
            for (var i = 0; i < prices.Count; i++)
            {
                var nearest = double.Parse(prices[i].ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                if (!series.Columns.Open[i].Equals(nearest) || !series.Columns.High[i].Equals(nearest) || !series.Columns.Volume[i].Equals(nearest)) return false;
                if (Exact.FromUnits(series.Bars.Close[i], series.Bars.PriceScale) != prices[i]) return false;
                if (Exact.ToUnits(series.Columns.Close[i], series.Bars.PriceScale) != series.Bars.Close[i]) return false;
            }
            return series.Columns.Quality.Rounded == 0;
        }).Holds(300);
    }

    [Fact]
    public void AnyBytes_AreAnErrorOrASeries_NeverAnException()
    {
        var alphabet = "0123456789,.-eE;:\"[]{}\n\r\tTZtohlcvime".ToCharArray();
        var text = Gen.Elements(alphabet).ArrayOf().Select(letters => new string(letters));
        var starts = Gen.Elements("", "time,open,high,low,close,volume\n", "[[", "[{\"O\":", "1546300800,1,1\n", "20161007 00:00,1,1,1,1,1\n", "1577836800000,1,3,0.5,2,10,1577836859999,20,5,4,8,0\n", "time,price,quantity\n");
        Prop.ForAll((from start in starts from rest in text select start + rest).ToArbitrary(), content =>
        {
            var read = Importer.Read([_folder.Write("20161007_x.csv", content)], ImportOptions.Default);
            return read.Ok || read.Error!.Message.Length > 0;
        }).Holds(3000);
    }
}
