using AiPolicyPortal.Core.Openness;

namespace AiPolicyPortal.Tests.Openness;

public sealed class LicenceConflictTests
{
    [Theory]
    [InlineData("Apache-2.0", "LicenseRef-Llama-3.1", ConflictReason.TermsDropped)]
    [InlineData("MIT", "CC-BY-NC-4.0", ConflictReason.TermsDropped)]
    [InlineData("CC-BY-4.0", "Apache-2.0 AND LicenseRef-BigScience-RAIL-1.0", ConflictReason.TermsDropped)]
    [InlineData("Apache-2.0", "CC-BY-ND-4.0", ConflictReason.NoDerivatives)]
    public void Between_LicenceThatTheBaseDoesNotAllow_IsAConflict(string licence, string held, ConflictReason reason)
    {
        var conflict = Assert.Single(LicenceConflict.Between(licence, held, LicenceBook.Shipped));

        Assert.Equal((reason, licence), (conflict.Reason, conflict.Licence));
    }

    [Theory]
    [InlineData("LicenseRef-Llama-3.1", "LicenseRef-Llama-3.1")]
    [InlineData("MIT AND LicenseRef-Gemma", "LicenseRef-Gemma")]
    [InlineData("Apache-2.0", "Apache-2.0")]
    [InlineData("Apache-2.0", "MIT OR LicenseRef-Gemma")]
    [InlineData("Apache-2.0", "LicenseRef-Not-Known")]
    [InlineData("LicenseRef-Not-Known", "LicenseRef-Llama-3.1")]
    [InlineData("LicenseRef-Not-Known", "LicenseRef-CC-BY-NC-ND")]
    [InlineData(null, "LicenseRef-Llama-3.1")]
    [InlineData("Apache-2.0", null)]
    public void Between_LicencesThatFitOrAreNotKnown_IsNone(string? licence, string? held) =>
        Assert.Empty(LicenceConflict.Between(licence, held, LicenceBook.Shipped));
}
