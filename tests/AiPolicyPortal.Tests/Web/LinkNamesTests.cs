using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Tests.Web;

public sealed class LinkNamesTests
{
    [Fact]
    public void Of_SeveralAddressesOfOneHost_AreNumbered() => Assert.Equal(
        ["huggingface.co\u00A01", "arxiv.org", "huggingface.co\u00A02"],
        LinkNames.Of(["https://huggingface.co/a", "https://www.arxiv.org/abs/1", "https://huggingface.co/b"]).Select(link => link.Name));

    [Fact]
    public void Host_TextThatIsNoAddress_StaysAsItIs() => Assert.Equal("somewhere", LinkNames.Host("somewhere"));
}
