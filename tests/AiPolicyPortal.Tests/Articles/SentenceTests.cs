using AiPolicyPortal.Core.Articles;

namespace AiPolicyPortal.Tests.Articles;

/// <summary>
/// How much of what 120 sentences say is proposed, and how much of what is proposed they say. An amount is right when its
/// currency, both its ends, its nature and its basis are; a date when it is the same to the same precision.
/// </summary>
public sealed class SentenceTests
{
    private const double Level = 0.9;

    [Theory]
    [InlineData("seen")]
    [InlineData("unseen")]
    public void Read_HalfOfTheSentences_FindsAmountsAndDatesAtTheirLevel(string half)
    {
        var sentences = Sentences.Of(half);
        var amounts = new Score();
        var dates = new Score();
        foreach (var sentence in sentences)
        {
            var read = Sentences.Reader.Read(new Article(sentence.Text, sentence.Published));
            amounts.Add(sentence.Id, sentence.Amounts, [.. read.Amounts.Select(Sentences.Code)]);
            dates.Add(sentence.Id, sentence.Dates, [.. read.Dates.Select(date => date.Date.ToString())]);
        }

        Assert.Equal(60, sentences.Count);
        Assert.All(["en", "fr", "de", "es"], language => Assert.Equal(15, sentences.Count(sentence => sentence.Language == language)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{half}: amounts {amounts}; dates {dates}");
        Assert.True(amounts.Recall >= Level && amounts.Precision >= Level, $"Amounts of the {half} half: {amounts}");
        Assert.True(dates.Recall >= Level && dates.Precision >= Level, $"Dates of the {half} half: {dates}");
    }

    [Theory]
    [InlineData("seen")]
    [InlineData("unseen")]
    public void Read_EverySentence_QuotesItsOwnWordsAndNoWordTwiceAsAnAmount(string half)
    {
        foreach (var sentence in Sentences.Of(half))
        {
            var read = Sentences.Reader.Read(new Article(sentence.Text, sentence.Published));

            Assert.All(
                read.Amounts.Select(amount => amount.Quote).Concat(read.Dates.Select(date => date.Quote)),
                quote => Assert.Equal(sentence.Text[quote.Start..quote.End], quote.Words));
            Assert.All(read.Amounts.Zip(read.Amounts.Skip(1)), pair => Assert.True(pair.First.Quote.End <= pair.Second.Quote.Start, sentence.Id));
        }
    }

    private sealed class Score
    {
        private readonly List<string> faults = [];
        private int right;
        private int missed;
        private int wrong;

        public double Recall => (double)right / (right + missed);

        public double Precision => (double)right / (right + wrong);

        public void Add(string id, IReadOnlyList<string> expected, List<string> found)
        {
            foreach (var one in expected)
            {
                if (found.Remove(one))
                {
                    right++;
                }
                else
                {
                    missed++;
                    faults.Add($"{id} misses {one}");
                }
            }

            wrong += found.Count;
            faults.AddRange(found.Select(one => $"{id} has {one} too much"));
        }

        public override string ToString() => $"recall {Recall:0.000}, precision {Precision:0.000} ({right} right, {missed} missed, {wrong} wrong). {string.Join("; ", faults)}";
    }
}
