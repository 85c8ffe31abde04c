namespace Busbar.Server.Storage;

/// <summary>Cuts a schema file into its statements, at each <c>;</c> that stands outside of quotes and comments.</summary>
internal static class SqlStatements
{
    public static IReadOnlyList<string> Split(string sql)
    {
        var statements = new List<string>();
        int start = 0, at = 0;
        var empty = true;
        while (at < sql.Length)
        {
            if (sql[at] == ';')
            {
                if (!empty) statements.Add(sql[start..at].Trim());
                (start, empty) = (++at, true);
            }
            else if (Comment(sql, at) is var afterComment && afterComment > at)
            {
                at = afterComment;
            }
            else
            {
                empty &= char.IsWhiteSpace(sql[at]);
                at = sql[at] is '\'' or '"' ? After(sql, sql[at].ToString(), at + 1) : at + 1;
            }
        }
        if (!empty) statements.Add(sql[start..].Trim());
        return statements;
    }

    // A doubled quote ends one quoted text and begins the next at once, which comes to the same.
    private static int Comment(string sql, int at) => sql.AsSpan(at) switch
    {
        ['-', '-', ..] => After(sql, "\n", at + 2),
        ['/', '*', ..] => After(sql, "*/", at + 2),
        _ => at,
    };

    private static int After(string sql, string end, int from) =>
        sql.IndexOf(end, from, StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : sql.Length;
}
