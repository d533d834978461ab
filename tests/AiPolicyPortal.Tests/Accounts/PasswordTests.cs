using AiPolicyPortal.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>What is tried first is refused, what nobody would guess is taken.</summary>
public sealed class PasswordTests
{
    [Fact]
    public void Hash_OfAPassword_TakesTheRoundsThatAreAdvised()
    {
        // PBKDF2 with HMAC-SHA512, OWASP Password Storage Cheat Sheet. Tests of other things take fewer.
        var services = new ServiceCollection();
        services.AddPortalAccounts();
        using var provider = services.BuildServiceProvider();

        Assert.Equal(210_000, provider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Password1234!")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("123456789012")]
    [InlineData("210987654321")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("qwertyuiop123")]
    [InlineData("azertyuiop2026")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("iloveyou123456")]
    [InlineData("Liverpool2019!!")]
    [InlineData("motdepasse2024")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("xkxkxkxkxkxkxk")]
    [InlineData("AiPolicyPortal2026")]
    [InlineData("ada.lovelace.1815")]
    [InlineData("            ")]
    public void IsCommon_TriedFirst_IsSo(string password) =>
        Assert.True(CommonPasswords.IsCommon(password, "ada.lovelace@example.org", "Ada Lovelace"));

    [Theory]
    [InlineData("seven lanterns under water")]
    [InlineData("vaguely-tinted otter 9")]
    [InlineData("gX7#pL2vQ9!rT4")]
    [InlineData("neuf casseroles chantent")]
    [InlineData("ключ под ковриком лежит")]
    public void IsCommon_UnrelatedWords_IsNot(string password) =>
        Assert.False(CommonPasswords.IsCommon(password, "ada.lovelace@example.org", "Ada Lovelace"));

    [Fact]
    public void OneTimePassword_Made_IsTakenAndNeverTheSame()
    {
        var made = Enumerable.Range(0, 100).Select(_ => NewAccounts.OneTimePassword()).ToArray();

        Assert.Equal(100, made.Distinct().Count());
        Assert.All(made, password => Assert.False(CommonPasswords.IsCommon(password)));
    }

    // The values of RFC 6238, appendix B, shortened to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void At_TimesOfTheStandard_GivesItsCodes(long seconds, string code)
    {
        var key = TimeCodes.KeyOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

        Assert.Equal("12345678901234567890", System.Text.Encoding.ASCII.GetString(key));
        Assert.Equal(code, TimeCodes.At(key, TimeCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void StepOf_ClockThatDiffers_IsTakenWithinAStep(int late, bool taken)
    {
        var key = TimeCodes.KeyOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        var made = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.Equal(taken, TimeCodes.StepOf(key, TimeCodes.At(key, TimeCodes.StepAt(made)), made.AddSeconds(late)) is not null);
    }

    [Fact]
    public void Redeem_EachCode_OnceInAnyWriting()
    {
        var stored = RecoveryCodes.Hash(["AB12C-D34EF", "GH56I-J78KL"]);

        var left = RecoveryCodes.Redeem(stored, "ab12c d34ef");

        Assert.Equal(2, RecoveryCodes.Count(stored));
        Assert.Equal(1, RecoveryCodes.Count(left));
        Assert.Null(RecoveryCodes.Redeem(left, "AB12C-D34EF"));
        Assert.NotNull(RecoveryCodes.Redeem(left, "GH56IJ78KL"));
        Assert.DoesNotContain("AB12C", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, RecoveryCodes.Count(null));
        Assert.Null(RecoveryCodes.Redeem(null, "AB12C-D34EF"));
    }
}
