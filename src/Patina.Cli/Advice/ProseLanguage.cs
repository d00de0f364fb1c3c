namespace Patina.Cli.Advice;

/// <summary>Languages that people write in, as far as they can be told apart by letters and small words.</summary>
internal enum ProseLanguage
{
    English,

    German,

    French,

    Spanish,

    Portuguese,

    Chinese,

    Japanese,

    Korean,

    Russian,

    Other,
}
