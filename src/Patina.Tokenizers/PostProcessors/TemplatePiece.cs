namespace Patina.Tokenizers.PostProcessors;

/// <summary>One piece of a finished encoding: a text, or special tokens.</summary>
/// <param name="Text">0 for the first text, 1 for the second, <see cref="Special"/> for special tokens.</param>
/// <param name="TypeId">Type id of its tokens.</param>
/// <param name="Ids">The special tokens; empty for a text.</param>
internal readonly record struct TemplatePiece(int Text, int TypeId, int[] Ids)
{
    public const int Special = -1;

    public static TemplatePiece OfText(int text, int typeId) => new(text, typeId, []);

    public static TemplatePiece OfSpecial(int typeId, params int[] ids) => new(Special, typeId, ids);
}
