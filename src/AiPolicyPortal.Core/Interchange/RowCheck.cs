using AiPolicyPortal.Core.Interchange.Cells;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>The checks every row of every file goes through.</summary>
internal static class RowCheck
{
    public static void Run(FolderRow row, HashSet<string> keys, CheckContext context)
    {
        var hadFault = CheckCells(row, context);
        if (row.File.Key.All(column => row[column] is not null || row.File.Columns[row.File.IndexOf(column)].Need != Need.Value))
        {
            CheckKey(row, keys, context);
        }

        if (!hadFault)
        {
            row.File.Check(row, context);
        }
    }

    private static bool CheckCells(FolderRow row, CheckContext context)
    {
        var faulty = false;
        for (var index = 0; index < row.Cells.Length; index++)
        {
            var column = row.File.Columns[index];
            if (row.Cells[index] is not { } text)
            {
                if (column.Need == Need.Value && row.Present[index])
                {
                    context.Fault(row, column.Name, FaultCodes.Required, $"A value: {column.Meaning}");
                    faulty = true;
                }

                continue;
            }

            if (VisibleText.FaultOf(text) is { } hidden)
            {
                context.Fault(row, column.Name, FaultCodes.ControlCharacter, hidden);
            }
            else
            {
                column.Type.Check(text, new CellPlace(row, column.Name, context));
            }

            faulty |= context.Faults.IsFaulty(row);
        }

        return faulty;
    }

    private static void CheckKey(FolderRow row, HashSet<string> keys, CheckContext context)
    {
        if (!keys.Add(row.Key))
        {
            context.Fault(row, row.File.Key[0], FaultCodes.DuplicateKey,
                $"{row.Key} is in an earlier row already; each {string.Join(" + ", row.File.Key)} once.");
        }

        if (row.File.Declares is { } kind)
        {
            context.References.Declare(kind, row.Key);
        }
    }
}
