namespace Patina.Pretrain.Output;

/// <summary>Recognises the licence of a repository by its file, for the model card. A hint, no legal finding.</summary>
internal static class Licence
{
    private const int ReadLength = 4_000;

    private static readonly (string Name, string Phrase)[] Known =
    [
        ("Apache-2.0", "Apache License"),
        ("MPL-2.0", "Mozilla Public License"),
        ("AGPL", "AFFERO GENERAL PUBLIC"),
        ("LGPL", "LESSER GENERAL PUBLIC"),
        ("GPL", "GNU GENERAL PUBLIC LICENSE"),
        ("ISC", "Permission to use, copy, modify, and/or distribute"),
        ("ISC", "Permission to use, copy, modify, and distribute this software for any"),
        ("PostgreSQL", "Permission to use, copy, modify, and distribute this software and its documentation"),
        ("BSD-3-Clause", "Neither the name"),
        ("BSD", "Redistribution and use in source and binary forms"),
        ("MIT", "Permission is hereby granted, free of charge"),
        ("CC0-1.0", "CC0 1.0"),
        ("Zlib", "This software is provided 'as-is'"),
    ];

    public static string Of(string root)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase) || name.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase))
                names.Add(Recognise(file) ?? $"see {name}");
        }
        return names.Count == 0 ? "no licence file" : string.Join(", ", names);
    }

    private static string? Recognise(string file)
    {
        using var reader = new StreamReader(file);
        var buffer = new char[ReadLength];
        var text = string.Join(' ', new string(buffer, 0, reader.ReadBlock(buffer)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var (name, phrase) in Known)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return name;
        }
        return null;
    }
}
