package dev.signalbox.sql.migration;

/** A file as it was found or sent: its path and its exact bytes. */
public final class SourceFile {

    private final String path;
    private final byte[] bytes;

    /** The bytes are copied. {@code path} is relative to the project, with either slash. */
    public SourceFile(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
    }

    public String path() {
        return path;
    }

    /** The path's last part. */
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for readers in this package, none of which writes. */
    byte[] sharedBytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return path + " (" + bytes.length + " bytes)";
    }
}
