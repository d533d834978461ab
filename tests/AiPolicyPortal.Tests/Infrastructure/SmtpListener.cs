using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>A mail server of this machine that speaks the little of RFC 5321 and RFC 4954 it takes to receive mails, and keeps them.</summary>
public sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<ReceivedMail> mails = [];
    private readonly Task listening;
    private readonly string? refusal;

    /// <param name="refusal">With what every recipient is refused, such as <c>550 No such box</c>; null for none.</param>
    public SmtpListener(string? refusal = null)
    {
        this.refusal = refusal;
        listener.Start();
        listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<ReceivedMail> Mails
    {
        get
        {
            lock (mails)
            {
                return [.. mails];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            try
            {
                await ServeAsync(client);
            }
            catch (IOException)
            {
                // The client went away; the next may come.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        string? login = null, from = null;
        var to = new List<string>();
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "AUTH")
            {
                login = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).Trim('\0').Replace('\0', ':');
            }
            else if (verb == "MAIL")
            {
                from = AddressIn(line);
            }
            else if (verb == "RCPT" && refusal is null)
            {
                to.Add(AddressIn(line));
            }

            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                "AUTH" => "235 Welcome",
                "RCPT" when refusal is not null => refusal,
                "DATA" => "354 Go on",
                "QUIT" => "221 Bye",
                _ => "250 OK",
            });
            if (verb == "DATA")
            {
                var text = await ReadAsync(reader);
                lock (mails)
                {
                    mails.Add(new ReceivedMail(login, from ?? "", [.. to], text));
                }

                await writer.WriteLineAsync("250 Kept");
            }

            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            // A line that begins with a dot is sent with another one.
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    private static string AddressIn(string line) => line.Split('<', '>')[1];
}

/// <param name="Login">Name and password with a colon between; null where none was given.</param>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">The recipients of the envelope.</param>
/// <param name="Text">Headers and body as they were sent.</param>
public sealed record ReceivedMail(string? Login, string From, IReadOnlyList<string> To, string Text);
