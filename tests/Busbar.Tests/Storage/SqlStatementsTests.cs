using Busbar.Server.Storage;

namespace Busbar.Tests.Storage;

public sealed class SqlStatementsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n ; ;; -- only a comment; and no statement")]
    [InlineData("/* ; */")]
    [InlineData("a", "a")]
    [InlineData("a; b;", "a", "b")]
    [InlineData("a ';' ; b", "a ';'", "b")]
    [InlineData("a 'it''s; one' ; b", "a 'it''s; one'", "b")]
    [InlineData("a \"x;y\"; b", "a \"x;y\"", "b")]
    [InlineData("a -- not; here\n; b", "a -- not; here", "b")]
    [InlineData("a /* not; 'here */; b", "a /* not; 'here */", "b")]
    [InlineData("a '-- no comment' ; b", "a '-- no comment'", "b")]
    [InlineData("a '/*' ; b '*/'", "a '/*'", "b '*/'")]
    [InlineData("-- about a\na; b", "-- about a\na", "b")]
    [InlineData("a 'never closed; b", "a 'never closed; b")]
    [InlineData("1 - 1; 4 / 2", "1 - 1", "4 / 2")]
    public void Statements_end_outside_of_quotes_and_comments(string sql, params string[] statements) =>
        Assert.Equal(statements, SqlStatements.Split(sql));
}
