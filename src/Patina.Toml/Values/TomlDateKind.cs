namespace Patina.Toml;

/// <summary>Which parts a <see cref="TomlDate"/> has.</summary>
public enum TomlDateKind
{
    /// <summary><c>1979-05-27T07:32:00-08:00</c></summary>
    OffsetDateTime,

    /// <summary><c>1979-05-27T07:32:00</c></summary>
    LocalDateTime,

    /// <summary><c>1979-05-27</c></summary>
    LocalDate,

    /// <summary><c>07:32:00</c></summary>
    LocalTime,
}
