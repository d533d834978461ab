using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Sizes of files for people, in the language of the request: three digits, in steps of a thousand.</summary>
public static class FileSizeText
{
    private static readonly string[] Units = ["Bytes.kB", "Bytes.MB", "Bytes.GB"];

    public static string FileSize(this IStringLocalizer<Interface> texts, long bytes)
    {
        if (bytes < 1000)
            return texts["Bytes.B", bytes];
        var unit = 0;
        var size = bytes / 1000m;
        for (; size >= 999.5m && unit < Units.Length - 1; unit++)
            size /= 1000;
        return texts[Units[unit], size.ToString(size < 9.95m ? "0.0" : "N0", System.Globalization.CultureInfo.CurrentCulture)];
    }
}
