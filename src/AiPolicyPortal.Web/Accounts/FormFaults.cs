using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>What is wrong with a form, in the reader's language, beside its fields.</summary>
public static class FormFaults
{
    /// <summary>Notes that a field was left empty.</summary>
    /// <returns>Whether it was filled in.</returns>
    public static bool Require(this ModelStateDictionary state, string field, string? value, IStringLocalizer<Interface> words)
    {
        if (!string.IsNullOrWhiteSpace(value))
            return true;
        state.AddModelError(field, words["Account.Fault.Required"]);
        return false;
    }

    /// <summary>Notes that the present password, which a form asks for once more, is missing or wrong.</summary>
    /// <returns>Whether it is right.</returns>
    public static async Task<bool> RequirePasswordAsync(
        this ModelStateDictionary state, string field, string? password, PortalUser user, PortalSignInManager signIn, IStringLocalizer<Interface> words)
    {
        if (!state.Require(field, password, words))
            return false;
        if (await signIn.FaultOfPasswordAsync(user, password!) is not { } fault)
            return true;
        state.AddModelError(field, words[fault]);
        return false;
    }

    /// <summary>Notes why a password cannot be taken.</summary>
    public static void AddPasswordFaults(this ModelStateDictionary state, string field, IdentityResult result, IStringLocalizer<Interface> words)
    {
        foreach (var error in result.Errors)
        {
            var text = words[$"Account.Fault.{error.Code}"];
            state.AddModelError(field, text.ResourceNotFound ? error.Description : text.Value);
        }
    }
}
