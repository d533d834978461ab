using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Tells a form that came twice, as by a double click or a browser that sent it again, from two forms.</summary>
public static class SentForm
{
    /// <summary>The same for the same form with the same fields, and for no other: what is made of it has this id, and so is made once.</summary>
    /// <param name="form">As it was sent.</param>
    /// <param name="opened">What the form was given when it was opened, unlike any other; null for a form that was given nothing, which is unlike any other.</param>
    /// <param name="sender">Who sent it; empty for anybody.</param>
    public static Guid IdOf(IFormCollection form, string? opened, Guid sender)
    {
        if (string.IsNullOrEmpty(opened))
            return Guid.CreateVersion7();
        var fields = form.Where(field => field.Key != UnsentForm.Token).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (string?[])[field.Key, .. field.Value]);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { opened, sender, fields })))[..16]);
    }
}
