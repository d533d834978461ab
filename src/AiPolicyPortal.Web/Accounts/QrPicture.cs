using System.Globalization;
using System.Text;
using QRCoder;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>A QR code as the path of an SVG whose unit is one module, so that no script, style or other request is needed to show it.</summary>
public sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        // The quiet zone of four modules is part of the matrix.
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix[row].Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return new QrPicture(data.ModuleMatrix.Count, path.ToString());
    }
}
