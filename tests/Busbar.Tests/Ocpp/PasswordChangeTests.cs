using System.Text;
using Busbar.Vendors.Ocpp;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Ocpp;

public sealed class PasswordChangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_one_is_forty_digits_and_never_the_same()
    {
        var made = Enumerable.Range(0, 100).Select(_ => PasswordChange.New()).ToList();
        Assert.All(made, password => Assert.Matches(@"\A[0-9A-F]{40}\z", password));
        Assert.Equal(100, made.Distinct().Count());
    }

    /// <summary>Ages in days at which each of them was taken; none for one that was not.</summary>
    [Fact]
    public void The_newest_always_opens_and_nothing_does_that_is_older_than_one_taken_a_week_ago() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt?[]>(), taken =>
        {
            var all = taken.Select((days, i) => new StationPassword(Guid.Empty, i, $"{i}", i == 0 ? null : Now, i == 0 || days is null ? null : Now.AddDays(-(days.Get % 15)))).ToList();
            var open = PasswordChange.Open(all, Now).ToList();
            var ended = all.Where(password => password.TakenAt <= Now.AddDays(-7)).ToList();
            return (all.Count == 0 || open.Contains(all[^1]))
                && all.All(password => open.Contains(password) == !ended.Any(later => later.Number > password.Number));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bytes_and_their_digits_are_read_alike() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), seed =>
        {
            byte[] key = [.. seed.Take(20), .. new byte[Math.Max(0, 20 - seed.Length)]];
            var digits = Convert.ToHexString(key);
            return PasswordChange.Readings(key).Contains(digits)
                && PasswordChange.Readings(Encoding.UTF8.GetBytes(digits)).Contains(digits)
                && PasswordChange.Readings(Encoding.UTF8.GetBytes(digits.ToLowerInvariant())).Contains(digits);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("12345678901234567890")]
    [InlineData("abcdefabcdefabcdefabcdefabcdefabcdefabcx")]
    public void Any_other_text_is_read_as_it_is(string text) => Assert.Equal(text, PasswordChange.Readings(Encoding.UTF8.GetBytes(text))[0]);
}
