package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The {@code credentials} of a database: references to secrets, never secrets. */
final class CredentialsReader {

    private static final List<String> LOGIN = List.of("user", "password");
    private static final List<String> KEYS =
            List.of("plan", "execute", "backup", "user", "password");

    private final Path folder;
    private final Complaints.InFile complaints;
    private final Scalars scalars;

    CredentialsReader(Path folder, Complaints.InFile complaints) {
        this.folder = folder;
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    Credentials read(Node node, String path) {
        return Section.of(node, path, KEYS, complaints)
                .map(
                        section ->
                                new Credentials(
                                        login(section, path),
                                        login(section.get("plan"), path + ".plan"),
                                        login(section.get("execute"), path + ".execute"),
                                        login(section.get("backup"), path + ".backup")))
                .orElse(Credentials.NONE);
    }

    private Credentials.@Nullable Login login(@Nullable Node node, String path) {
        return node == null
                ? null
                : Section.of(node, path, LOGIN, complaints)
                        .map(section -> login(section, path))
                        .orElse(null);
    }

    private Credentials.@Nullable Login login(Section section, String path) {
        var user = section.get("user");
        var password = section.get("password");
        if (user == null) {
            if (password != null) {
                complaints.at(
                        password, "missing-user", path + " has a password, but no user", "Add it.");
            }
            return null;
        }
        return scalars.text(user, path + ".user")
                .map(name -> new Credentials.Login(name, secret(password, path + ".password")))
                .orElse(null);
    }

    // What stands there may be a secret: it is never repeated in a message.
    private @Nullable Secret secret(@Nullable Node node, String path) {
        if (node == null) {
            return null;
        }
        var text = scalars.text(node, path).orElse("");
        if (text.startsWith("env:") && text.length() > 4) {
            return new Secret.Variable(text.substring(4));
        }
        if (text.startsWith("file:") && text.length() > 5) {
            try {
                return new Secret.InFile(folder.resolve(text.substring(5)).normalize());
            } catch (InvalidPathException e) {
                complaints.at(node, "invalid-path", path + " names no possible file", "Mend it.");
                return null;
            }
        }
        if (!text.isEmpty()) {
            complaints.at(
                    node,
                    "plain-secret",
                    path + " is no reference to a secret, and secrets do not belong into this file",
                    "Write env:NAME for a variable, or file:/path for a file; and change the"
                            + " password if this file was shared.");
        }
        return null;
    }
}
