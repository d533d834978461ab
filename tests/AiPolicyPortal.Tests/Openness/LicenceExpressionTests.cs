using AiPolicyPortal.Core.Openness;

namespace AiPolicyPortal.Tests.Openness;

public sealed class LicenceExpressionTests
{
    private static readonly LicenceBook Book = LicenceBook.Shipped;

    [Theory]
    [InlineData("Apache-2.0", "Apache-2.0")]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("mit or APACHE-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT AND (BSD-3-Clause)", "MIT AND BSD-3-Clause")]
    [InlineData("MIT OR Apache-2.0 AND CC-BY-4.0", "MIT OR Apache-2.0 AND CC-BY-4.0")]
    [InlineData("(MIT OR Apache-2.0) AND CC-BY-4.0", "(MIT OR Apache-2.0) AND CC-BY-4.0")]
    [InlineData("CDDL-1.0+", "CDDL-1.0+")]
    [InlineData("GPL-3.0-only with classpath-EXCEPTION-2.0", "GPL-3.0-only WITH Classpath-exception-2.0")]
    [InlineData("LicenseRef-Anything-1.0", "LicenseRef-Anything-1.0")]
    [InlineData("licenseref-gemma", "LicenseRef-Gemma")]
    [InlineData("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b")]
    public void Read_Expression_IsWrittenAsTheListDoes(string text, string written) => Assert.Equal(written, Book.Read(text).Expression?.ToString());

    [Theory]
    [InlineData("GPL-3.0", "GPL-3.0-only")]
    [InlineData("GPL-3.0+", "GPL-3.0-or-later")]
    [InlineData("lgpl-2.1", "LGPL-2.1-only")]
    [InlineData("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("MIT AND Net-SNMP", "MIT AND BSD-3-Clause AND MIT-CMU")]
    public void Read_DeprecatedIdentifier_IsReplaced(string text, string written) => Assert.Equal(written, Book.Read(text).Expression?.ToString());

    [Fact]
    public void Read_EveryDeprecatedIdentifier_HasAReplacementOnTheListAndIsOnItItself() => Assert.All(DeprecatedLicences.All, identifier =>
    {
        Assert.NotNull(Book.Find(identifier));
        var replaced = Book.Read(identifier);
        Assert.Null(replaced.Fault);
        Assert.All(replaced.Expression!.Identifiers, name => Assert.DoesNotContain(name, DeprecatedLicences.All));
    });

    [Theory]
    [InlineData("", "joined by AND, OR or WITH")]
    [InlineData("Apache 2.0", "Apache is not on the SPDX list")]
    [InlineData("MIT 2.0", "'2.0' follows")]
    [InlineData("Apache2.0", "Did you mean 'Apache-2.0'?")]
    [InlineData("MIT AND", "missing at the end")]
    [InlineData("AND MIT", "'AND' stands where a licence should")]
    [InlineData("(MIT OR Apache-2.0", "closing parenthesis")]
    [InlineData("MIT)", "')' follows")]
    [InlineData("GPL-3.0-only WITH MIT", "MIT is no exception")]
    [InlineData("MIT WITH", "An exception is missing")]
    [InlineData("GPL-2.0-with-classpath-exception WITH Classpath-exception-2.0", "has an exception already")]
    [InlineData("GPL-3.0-only+", "GPL-3.0-or-later")]
    [InlineData("LicenseRef-Gemma+", "no + can follow")]
    [InlineData("MIT/Apache-2.0", "joined by AND, OR or WITH")]
    [InlineData("LicenseRef-", "not on the SPDX list")]
    public void Read_Fault_SaysWhatIsWrongAndHowToMendIt(string text, string words)
    {
        var reading = Book.Read(text);

        Assert.Null(reading.Expression);
        Assert.Contains(words, reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeeplyNested_IsRefusedInsteadOfExhaustingTheStack() =>
        Assert.Contains("nested", Book.Read(new string('(', 100_000) + "MIT" + new string(')', 100_000)).Fault, StringComparison.Ordinal);

    [Fact]
    public void Read_EveryLicenceOfTheBook_IsReadAndWrittenAsItself() => Assert.All(
        Book.All.Where(licence => !DeprecatedLicences.All.Contains(licence.Identifier.TrimEnd('+'))),
        licence => Assert.Equal(licence.Identifier, Book.Read(licence.Identifier.ToLowerInvariant()).Expression?.ToString()));

    [Theory]
    [InlineData("Apache-2.0", LicenceClass.OpenSource)]
    [InlineData("CC-BY-4.0", LicenceClass.OpenContent)]
    [InlineData("CC0-1.0", LicenceClass.OpenContent)]
    [InlineData("CC-BY-NC-4.0", LicenceClass.Restricted)]
    [InlineData("CC-BY-ND-4.0", LicenceClass.Restricted)]
    [InlineData("CC-BY-NC-SA-4.0", LicenceClass.Restricted)]
    [InlineData("CC-BY-SA-4.0", LicenceClass.OpenContent)]
    [InlineData("LicenseRef-Llama-3.1", LicenceClass.Restricted)]
    [InlineData("LicenseRef-Not-Known", LicenceClass.Unclear)]
    [InlineData("LicenseRef-Never-Heard-Of", LicenceClass.Unclear)]
    [InlineData("MIT OR LicenseRef-Gemma", LicenceClass.OpenSource)]
    [InlineData("MIT AND LicenseRef-Gemma", LicenceClass.Restricted)]
    [InlineData("MIT AND CC-BY-4.0", LicenceClass.OpenContent)]
    [InlineData("no licence", LicenceClass.Unclear)]
    public void Judge_Expression_IsTheBestOfAChoiceAndTheWorstOfWhatHoldsTogether(string text, LicenceClass expected) => Assert.Equal(expected, Book.Judge(text));
}
