using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>The last column of a table of a run with several strategies: whose the row is. A single strategy's tables have none.</summary>
static class BookColumn
{
    public static string Heading(IReadOnlyList<BookResult> books) => books.Count == 0 ? "" : ",strategy";

    public static void Add(CsvRow row, IReadOnlyList<BookResult> books, int book)
    {
        if (books.Count > 0) row.Add(books[book].Id);
    }
}
