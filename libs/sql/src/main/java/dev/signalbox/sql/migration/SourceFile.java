package dev.signalbox.sql.migration;

/** A file as it was found or sent: its path and its exact bytes. */
public final class SourceFile {

    private final String path;
    private final byte[] bytes;
    private final boolean executable;

    /** The bytes are copied. {@code path} is relative to the project, with either slash. */
    public SourceFile(String path, byte[] bytes) {
        this(path, bytes, false);
    }

    /**
     * @param executable the system may run it as a program
     */
    public SourceFile(String path, byte[] bytes, boolean executable) {
        this.path = path;
        this.bytes = bytes.clone();
        this.executable = executable;
    }

    /** As it came in an archive, which does not tell what is executable: {@code #!} does. */
    public static SourceFile sent(String path, byte[] bytes) {
        var program = bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!';
        return new SourceFile(path, bytes, program);
    }

    public String path() {
        return path;
    }

    /** The path's last part. */
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The name of the folder that it is in; empty at the top. */
    String folder() {
        int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        if (end < 0) {
            return "";
        }
        String before = path.substring(0, end);
        return before.substring(Math.max(before.lastIndexOf('/'), before.lastIndexOf('\\')) + 1);
    }

    /** Whether the system may run it as a program. */
    public boolean isExecutable() {
        return executable;
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
