using System.Text;
using Argosy.Core.Values;
using Argosy.Data.Numbers;

namespace Argosy.Data.Import.Formats;

/// <summary>A CSV whose columns the user names: t, o, h, l, c, v in the order of the file, an underscore for a column to skip.</summary>
internal sealed class ColumnsCsv : IBarFormat
{
    public string Name => "columns";

    public string Looks => "headerless CSV, its columns named by --columns, e.g. --columns t,v,o,h,l,c";

    public bool Recognises(SourceSample sample) => false;

    public Error? Read(SourceSample sample, Gathering into)
    {
        if (into.Options.Columns is not { } columns) return Error.BadInput("the format 'columns' needs --columns, e.g. --columns t,o,h,l,c,v");
        var names = columns.Split(',').Select(name => name.Trim()).ToArray();
        foreach (var name in names)
        {
            if (name is not ("t" or "o" or "h" or "l" or "c" or "v" or "_")) return Error.BadInput($"--columns {columns}: '{name}' is no column; expected t, o, h, l, c, v or _");
            if (name != "_" && names.Count(other => other == name) > 1) return Error.BadInput($"--columns {columns}: '{name}' stands twice");
        }
        int At(string name) => Array.IndexOf(names, name);
        if (At("t") < 0 || At("o") < 0 || At("h") < 0 || At("l") < 0 || At("c") < 0) return Error.BadInput($"--columns {columns}: t, o, h, l and c are needed");
        var timeOfFirst = sample.First.Length > At("t") ? Encoding.UTF8.GetBytes(sample.First[At("t")]) : [];
        return CsvBarReader.Read(sample, new CsvLayout
        {
            Time = At("t"),
            Open = At("o"),
            High = At("h"),
            Low = At("l"),
            Close = At("c"),
            Volume = At("v"),
            Separator = sample.Separator,
            // A header is no row: it is the one line whose time column holds no time.
            HeaderLines = TimeText.TryParse(timeOfFirst, out _) || sample.Header.Length == 0 ? 0 : 1,
            Names = names,
        }, into);
    }
}
