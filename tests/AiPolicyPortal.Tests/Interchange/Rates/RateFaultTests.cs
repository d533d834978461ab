using System.IO.Compression;
using System.Text;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Interchange.Rates;

/// <summary>A file with anything wrong is refused whole; the fault names file, line, element and value.</summary>
public sealed class RateFaultTests(PostgresFixture postgres) : RateTestBase(postgres)
{
    private static readonly string Good = RateFiles.XmlText(
        ("2026-04-15", [("USD", "1.1701"), ("JPY", "187.10")]), ("2026-04-14", [("USD", "1.1690"), ("JPY", "186.90")]));

    public static TheoryData<string, string, string, int, string?, string?> BrokenXml => new()
    {
        { "rate='1.1701'", "rate='0'", FaultCodes.OutOfRange, 9, "USD rate", "0" },
        { "rate='1.1701'", "rate='-1.1701'", FaultCodes.BadNumber, 9, "USD rate", "-1.1701" },
        { "rate='1.1701'", "rate='NaN'", FaultCodes.BadNumber, 9, "USD rate", "NaN" },
        { "rate='1.1701'", "rate='1,1701'", FaultCodes.BadNumber, 9, "USD rate", "1,1701" },
        { "rate='1.1701'", "rate='1e3'", FaultCodes.BadNumber, 9, "USD rate", "1e3" },
        { "rate='1.1701'", "rate='99999999999999999999999999999999'", FaultCodes.BadNumber, 9, "USD rate", "99999999999999999999999999999999" },
        { " rate='1.1701'", "", FaultCodes.BadNumber, 9, "USD rate", null },
        { "currency='JPY' rate='187.10'", "currency='USD' rate='187.10'", FaultCodes.DuplicateKey, 10, "USD rate", "USD" },
        { "currency='JPY' rate='187.10'", "currency='XQQ' rate='187.10'", FaultCodes.UnknownCurrency, 10, "currency", "XQQ" },
        { "currency='JPY' rate='187.10'", "rate='187.10'", FaultCodes.UnknownCurrency, 10, "currency", null },
        { "2026-04-14", "2026-04-15", FaultCodes.DuplicateKey, 12, "time", "2026-04-15" },
        { "2026-04-14", "14/04/2026", FaultCodes.BadDate, 12, "time", "14/04/2026" },
        { "2026-04-14", "2027-04-14", FaultCodes.Future, 12, "time", "2027-04-14" },
        { "2026-04-14", "1998-12-31", FaultCodes.OutOfRange, 12, "time", "1998-12-31" },
    };

    public static TheoryData<string, string, int?, string?> BrokenCsv => new()
    {
        { RateFiles.Csv("2026-04-15,1.17,187,", "2026-04-14,1.16,186,"), FaultCodes.Required, null, "Date" },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,1.17,18"), FaultCodes.CellCount, 3, null },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,1.17,187,", "2026-04-15,1.17,187,"), FaultCodes.DuplicateKey, 4, "Date" },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,0,187,"), FaultCodes.OutOfRange, 3, "USD" },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,79228162514264337593543950335,187,"), FaultCodes.OutOfRange, 3, "USD" },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,0.0000000000000000000000000001,187,"), FaultCodes.OutOfRange, 3, "USD" },
        { RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,1.17,n/a,"), FaultCodes.BadNumber, 3, "JPY" },
        { RateFiles.Csv(RateFiles.FirstRow).Replace("JPY", "XQQ", StringComparison.Ordinal), FaultCodes.UnknownCurrency, 1, "XQQ" },
        { RateFiles.Csv(RateFiles.FirstRow).Replace("JPY", "USD", StringComparison.Ordinal), FaultCodes.DuplicateColumn, 1, "USD" },
        { "", FaultCodes.NoHeader, 1, null },
        { "<html></html>", FaultCodes.NoHeader, 1, null },
    };

    [Fact]
    public async Task Run_GoodFile_IsTheOneTheFaultsAreMadeFrom()
    {
        Server.Serve(RateFiles.Recent, Encoding.UTF8.GetBytes(Good));

        Assert.Equal(4, (await UpdateAsync("2026-04-15")).Changes.Added);
    }

    [Theory]
    [MemberData(nameof(BrokenXml))]
    public async Task Run_BrokenXml_IsRefusedWholeAndSaysWhere(string good, string broken, string code, int line, string? column, string? value)
    {
        var content = Good.Replace(good, broken, StringComparison.Ordinal);
        Assert.NotEqual(Good, content);
        Server.Serve(RateFiles.Recent, Encoding.UTF8.GetBytes(content));

        var fault = await RefusedAsync("2026-04-15");

        Assert.Equal((RateFiles.Recent, line, column, value, code), (fault.File, fault.Row, fault.Column, fault.Value, fault.Code));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Maintenance</body></html>")]
    [InlineData("<html><body>Maintenance</body></html>")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE Envelope [<!ENTITY lol 'lol'><!ENTITY many '&lol;&lol;&lol;'>]><Envelope>&many;</Envelope>")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE Envelope [<!ENTITY file SYSTEM 'file:///etc/hostname'>]><Envelope>&file;</Envelope>")]
    [InlineData("{\"rates\":{}}")]
    [InlineData("")]
    public async Task Run_SomethingElseThanTheXml_IsRefused(string content)
    {
        Server.Serve(RateFiles.Recent, Encoding.UTF8.GetBytes(content));

        var fault = await RefusedAsync("2026-04-15");

        Assert.Equal((RateFiles.Recent, FaultCodes.Unreadable), (fault.File, fault.Code));
        Assert.Contains("See whether the address is right", fault.Expectation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.98)]
    public async Task Run_TruncatedXmlOfAnnouncedLength_IsRefused(double share)
    {
        Server.Serve(RateFiles.Recent, Encoding.UTF8.GetBytes(Good[..(int)(Good.Length * share)]));

        Assert.Contains(await RefusedAllAsync("2026-04-15"), fault => fault.Code == FaultCodes.Unreadable);
    }

    [Fact]
    public async Task Run_XmlWithoutRates_IsRefused()
    {
        Server.Serve(RateFiles.Recent, RateFiles.Xml());
        Assert.Equal(FaultCodes.Required, (await RefusedAsync("2026-04-15")).Code);

        Server.Serve(RateFiles.Recent, RateFiles.Xml(("2026-04-15", []), ("2026-04-14", [("USD", "1.1")])));
        Assert.Equal((FaultCodes.Required, 8), ((await RefusedAsync("2026-04-15")).Code, (await RefusedAsync("2026-04-15")).Row));
    }

    [Fact]
    public async Task Run_XmlWithRatesOfNoDay_IsRefused()
    {
        Server.Serve(RateFiles.Recent, Encoding.UTF8.GetBytes(Good.Replace(" time='2026-04-15'", "", StringComparison.Ordinal)));

        var faults = await RefusedAllAsync("2026-04-15");

        Assert.Equal([(9, FaultCodes.Required), (10, FaultCodes.Required)], faults.Select(fault => (fault.Row!.Value, fault.Code)));
    }

    [Theory]
    [MemberData(nameof(BrokenCsv))]
    public async Task Run_BrokenHistory_IsRefusedWholeAndSaysWhere(string csv, string code, int? line, string? column)
    {
        Server.Serve(RateFiles.History, RateFiles.Zip(csv));

        var fault = await RefusedAsync("2026-04-15", full: true);

        Assert.Equal((RateFiles.History, line, column, code), (fault.File, fault.Row, fault.Column, fault.Code));
    }

    [Fact]
    public async Task Run_BrokenZip_IsRefused()
    {
        var whole = RateFiles.Zip(RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,1.17,187,"));
        foreach (var content in Broken(whole))
        {
            Server.Serve(RateFiles.History, content);
            Assert.Equal(FaultCodes.Unreadable, (await RefusedAsync("2026-04-15", full: true)).Code);
        }
    }

    [Fact]
    public async Task Run_ZipOfWrongChecksum_IsRefused()
    {
        // Stored, not deflated, so that the changed digit is the only thing wrong.
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("eurofxref-hist.csv", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.UTF8.GetBytes(RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,1.17,187,")));
        }

        var content = bytes.ToArray();
        content[content.AsSpan().IndexOf("1.17,187"u8)] = (byte)'2';
        Server.Serve(RateFiles.History, content);

        Assert.Equal(FaultCodes.Unreadable, (await RefusedAsync("2026-04-15", full: true)).Code);
    }

    [Fact]
    public async Task Run_ZipBomb_IsGivenUpAtTheLimit()
    {
        Limits = Limits with { MaxUnpackedBytes = 1 << 20 };
        var zeros = new byte[1 << 16];
        Server.Serve(RateFiles.History, RateFiles.Zip(entry =>
        {
            for (var block = 0; block < 1024; block++)
            {
                entry.Write(zeros);
            }
        }));

        var fault = await RefusedAsync("2026-04-15", full: true);

        Assert.Equal(FaultCodes.TooLong, fault.Code);
        Assert.Contains("1048576 bytes", fault.Expectation, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Broken(byte[] zip)
    {
        yield return zip[..(zip.Length / 2)];
        yield return zip[..^1];
        yield return "<html></html>"u8.ToArray();
        yield return [];
        using var two = new MemoryStream();
        using (var archive = new ZipArchive(two, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.csv");
            archive.CreateEntry("b.csv");
        }

        yield return two.ToArray();
    }

    private async Task<Fault> RefusedAsync(string today, bool full = false) => Assert.Single(await RefusedAllAsync(today, full));

    private async Task<IReadOnlyList<Fault>> RefusedAllAsync(string today, bool full = false)
    {
        var before = await StateAsync();
        var result = await UpdateAsync(today, full);
        Assert.NotEmpty(result.Faults);
        Assert.Null(result.Publication);
        Assert.Equal(before, await StateAsync());
        Assert.All(result.Faults, fault => Assert.NotEmpty(fault.Expectation));
        return result.Faults;
    }
}
