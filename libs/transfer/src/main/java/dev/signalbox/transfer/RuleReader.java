package dev.signalbox.transfer;

import dev.signalbox.database.BackfillSource;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.transfer.Rule.OnError;
import dev.signalbox.transfer.Rule.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one rule. */
final class RuleReader {

    private static final List<String> KEYS =
            List.of(
                    "id",
                    "description",
                    "after",
                    "source",
                    "where",
                    "key",
                    "batchSize",
                    "pauseBetweenBatches",
                    "onError",
                    "select",
                    "java",
                    "sql",
                    "into",
                    "conflict",
                    "validate",
                    "undo",
                    "feature");

    /** What means nothing for a rule that runs once. */
    private static final List<String> OF_BATCHES =
            List.of("where", "key", "batchSize", "pauseBetweenBatches", "onError");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NO_TIME = Pattern.compile("0\\s*(ms|s|m|h|d)?|PT0S");
    private static final int LONGEST_ID = 80;

    private final SourceFile file;
    private final MigrationNames migrations;
    private final FunctionJars jars;
    private final Complaints.InFile complaints;
    private final Scalars scalars;

    RuleReader(
            SourceFile file,
            MigrationNames migrations,
            FunctionJars jars,
            Complaints.InFile complaints) {
        this.file = file;
        this.migrations = migrations;
        this.jars = jars;
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    /** Empty when something was complained of. */
    Optional<Rule> read(MappingNode node) {
        return Section.of(node, "a transformation", KEYS, complaints).flatMap(this::rule);
    }

    private Optional<Rule> rule(Section section) {
        Optional<String> id = required(section, "id").filter(this::isId);
        Optional<String> description = required(section, "description");
        Optional<String> after = after(section);
        boolean afterKnown = section.get("after") == null || after.isPresent();
        @Nullable BackfillSource source = source(section);
        Optional<Work> work = new WorkReader(section, jars, complaints).read();
        Optional<Integer> batchSize =
                value(section, "batchSize", Rule.DEFAULT_BATCH_SIZE, this::batchSize);
        Optional<Duration> pause =
                value(section, "pauseBetweenBatches", Duration.ZERO, this::pause);
        Optional<OnError> onError =
                value(
                        section,
                        "onError",
                        OnError.STOP,
                        node -> Words.of(OnError.class, node, "onError", complaints));
        Node undo = section.get("undo");
        List<SqlStatement> undoing =
                undo == null ? List.of() : new RuleSql(complaints).statements(undo, "undo");
        boolean undoRead = undo == null || !undoing.isEmpty();
        if (id.isEmpty()
                || description.isEmpty()
                || !afterKnown
                || work.isEmpty()
                || batchSize.isEmpty()
                || pause.isEmpty()
                || onError.isEmpty()
                || !undoRead) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        id.get(),
                        description.get(),
                        file,
                        after.orElse(null),
                        source,
                        work.get(),
                        batchSize.get(),
                        pause.get(),
                        onError.get(),
                        undoing,
                        text(section, "feature")));
    }

    private Optional<String> required(Section section, String key) {
        Node node = section.get(key);
        if (node == null) {
            complaints.at(
                    section.node(), "missing-key", "The rule has no " + key, "Add '" + key + ":'.");
            return Optional.empty();
        }
        return scalars.text(node, key);
    }

    private boolean isId(String id) {
        boolean is = ID.matcher(id).matches() && id.length() <= LONGEST_ID;
        if (!is) {
            complaints.whole(
                    "invalid-id",
                    "'" + id + "' is no id",
                    "Use at most "
                            + LONGEST_ID
                            + " small letters, digits and single hyphens, such as error-codes.");
        }
        return is;
    }

    private Optional<String> after(Section section) {
        Node node = section.get("after");
        String target = node == null ? null : text(section, "after");
        if (node == null || target == null) {
            return Optional.empty();
        }
        Optional<String> migration = migrations.stem(target);
        if (migration.isEmpty()) {
            List<String> nearest = migrations.nearest(target);
            complaints.at(
                    node,
                    "unknown-migration",
                    "There is no migration " + target,
                    nearest.isEmpty()
                            ? "Name one by its version or its file."
                            : "Did you mean " + String.join(" or ", nearest) + "?");
        }
        return migration;
    }

    private @Nullable BackfillSource source(Section section) {
        String table = text(section, "source");
        if (section.get("source") == null) {
            OF_BATCHES.forEach(
                    key -> {
                        Node node = section.get(key);
                        if (node != null) {
                            complaints.at(
                                    node,
                                    "needs-source",
                                    key + " is for rules with a source",
                                    "Name the table whose rows are read as source, or leave it"
                                            + " out.");
                        }
                    });
            return null;
        }
        Node key = section.get("key");
        List<String> keys = key == null ? List.of() : scalars.texts(key, "key").orElse(List.of());
        return table == null ? null : new BackfillSource(table, text(section, "where"), keys);
    }

    private @Nullable String text(Section section, String key) {
        Node node = section.get(key);
        return node == null ? null : scalars.text(node, key).orElse(null);
    }

    private Optional<Integer> batchSize(Node node) {
        return scalars.count(node, "batchSize", Rule.LARGEST_BATCH_SIZE);
    }

    private Optional<Duration> pause(Node node) {
        boolean none =
                node instanceof ScalarNode scalar
                        && NO_TIME.matcher(scalar.getValue().strip()).matches();
        return none ? Optional.of(Duration.ZERO) : scalars.duration(node, "pauseBetweenBatches");
    }

    /** How a key's value is read. */
    private interface Reading<T> {
        Optional<T> of(Node node);
    }

    private static <T> Optional<T> value(
            Section section, String key, T byDefault, Reading<T> reading) {
        Node node = section.get(key);
        return node == null ? Optional.of(byDefault) : reading.of(node);
    }
}
