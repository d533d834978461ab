using AngleSharp;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Web;

/// <summary>Reads answers as documents.</summary>
internal static class Html
{
    public static async Task<IDocument> DocumentAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(text), TestContext.Current.CancellationToken);
    }

    public static async Task<IDocument> PageAsync(this HttpClient client, string address) =>
        await (await client.GetAsync(address, TestContext.Current.CancellationToken)).DocumentAsync();
}
