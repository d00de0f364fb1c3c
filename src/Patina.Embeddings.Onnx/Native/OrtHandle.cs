using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>An object of ONNX Runtime, released once. Each C type has a subclass that names the function for it.</summary>
internal abstract class OrtHandle : SafeHandle
{
    protected OrtHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    /// <summary>Keeps the object alive until the result is disposed.</summary>
    public Borrowed Borrow() => new(this);

    public readonly ref struct Borrowed
    {
        private readonly OrtHandle _owner;

        public Borrowed(OrtHandle owner)
        {
            _owner = owner;
            var added = false;
            owner.DangerousAddRef(ref added);
        }

        public nint Value => _owner.handle;

        public void Dispose() => _owner.DangerousRelease();
    }
}
