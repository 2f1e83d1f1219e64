package dev.signalbox.settings.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A YAML file as its nodes, which know their lines; the reader, not YAML, gives them meaning. */
public final class YamlFile {

    private static final long MAX_BYTES = 1024 * 1024;

    private YamlFile() {}

    /**
     * The mapping that the file holds; empty when it holds none, which was then complained of.
     *
     * @param remedy for a file that says nothing
     */
    public static Optional<MappingNode> read(
            Path path, String remedy, Complaints.InFile complaints) {
        return text(path, complaints).flatMap(text -> parse(text, remedy, complaints));
    }

    /** The same of bytes that are at hand. */
    public static Optional<MappingNode> read(
            byte[] bytes, String remedy, Complaints.InFile complaints) {
        if (bytes.length > MAX_BYTES) {
            tooLarge(bytes.length, complaints);
            return Optional.empty();
        }
        return decoded(bytes, complaints).flatMap(text -> parse(text, remedy, complaints));
    }

    private static Optional<String> text(Path path, Complaints.InFile complaints) {
        byte[] bytes;
        try {
            var size = Files.size(path);
            if (size > MAX_BYTES) {
                tooLarge(size, complaints);
                return Optional.empty();
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            complaints.whole(
                    "file-unreadable",
                    "The file cannot be read: " + e.getClass().getSimpleName(),
                    "Make " + path + " readable for this user.");
            return Optional.empty();
        }
        return decoded(bytes, complaints);
    }

    private static void tooLarge(long size, Complaints.InFile complaints) {
        complaints.whole(
                "file-too-large",
                "The file has %,d bytes; settings have at most %,d".formatted(size, MAX_BYTES),
                "See whether it is the right file.");
    }

    private static Optional<String> decoded(byte[] bytes, Complaints.InFile complaints) {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            complaints.whole("not-utf-8", "The file is not UTF-8", "Save it as UTF-8.");
            return Optional.empty();
        }
    }

    private static Optional<MappingNode> parse(
            String text, String remedy, Complaints.InFile complaints) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            syntax(e, text, complaints);
            return Optional.empty();
        } catch (YAMLException e) {
            complaints.whole(
                    "not-yaml",
                    "The file is not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Save it as plain text in UTF-8.");
            return Optional.empty();
        }
        if (root == null) {
            complaints.whole("empty-file", "The file says nothing", remedy);
            return Optional.empty();
        }
        if (root instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        complaints.at(
                root,
                "wrong-type",
                "The file holds " + Scalars.shape(root) + ", not keys with values",
                remedy);
        return Optional.empty();
    }

    private static void syntax(MarkedYAMLException e, String text, Complaints.InFile complaints) {
        var mark = e.getProblemMark();
        if (mark == null) {
            complaints.whole("not-yaml", "The file is not YAML: " + e.getProblem(), "Mend it.");
            return;
        }
        var line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        if (line.substring(0, Math.min(line.length(), mark.getColumn() + 1)).contains("\t")) {
            complaints.at(
                    mark, "tab", "There is a tab, and YAML is indented by spaces", "Use spaces.");
        } else {
            complaints.at(
                    mark,
                    "not-yaml",
                    "This is not YAML: " + e.getProblem(),
                    "Look at the indentation, colons, braces and quotes here and just above.");
        }
    }
}
