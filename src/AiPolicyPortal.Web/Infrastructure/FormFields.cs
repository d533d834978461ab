using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>How the fields of forms are read.</summary>
public static class FormFields
{
    /// <summary>A bracket in a field's name is a bracket: no page sends objects as jQuery writes them, and a name that looks like one is no error.</summary>
    public static void TakeNamesAsTheyAre(MvcOptions options)
    {
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
    }
}
