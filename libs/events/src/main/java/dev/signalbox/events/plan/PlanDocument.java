package dev.signalbox.events.plan;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Bytes;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import dev.signalbox.events.codec.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What would be done to a database, in order, and from which state on.
 *
 * @param start the state that the plan was made for; the executor refuses another one
 * @param fromVersion the last version applied; absent on a database without migrations
 * @param toVersion the version afterwards; absent when there is none
 * @param files the scripts, exactly as they will run
 * @param reactions hooks that run when the run fails or is rolled back; their ids count by
 *     themselves
 * @param form how the files are read; absent in plans of releases that knew one format
 */
public record PlanDocument(
        PlanId plan,
        DatabaseId database,
        String engine,
        String environment,
        Goal goal,
        @Nullable String reason,
        Actor requestedBy,
        Instant plannedAt,
        Start start,
        Execution execution,
        @Nullable String fromVersion,
        @Nullable String toVersion,
        String summary,
        List<PlannedStep> steps,
        Risk risk,
        Estimate estimate,
        boolean downtimeRequired,
        List<Finding> warnings,
        List<BundledFile> files,
        List<PlannedStep.Hook> reactions,
        @Nullable Form form) {

    public PlanDocument {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(execution, "execution");
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    /** For showing: the files with their names and digests only. Its hash is another. */
    public PlanDocument withoutText() {
        return new PlanDocument(
                plan,
                database,
                engine,
                environment,
                goal,
                reason,
                requestedBy,
                plannedAt,
                start,
                execution,
                fromVersion,
                toVersion,
                summary,
                steps,
                risk,
                estimate,
                downtimeRequired,
                warnings,
                files.stream().map(f -> new BundledFile(f.path(), f.sha256(), "", null)).toList(),
                reactions,
                form);
    }

    /**
     * @param format the id of a format of migrations, such as {@code flyway}
     * @param placeholders values by their names, as they are put into the scripts
     */
    public record Form(String format, Map<String, String> placeholders) {

        public Form {
            Objects.requireNonNull(format, "format");
            placeholders =
                    placeholders == null
                            ? Map.of()
                            : Collections.unmodifiableMap(new TreeMap<>(placeholders));
        }
    }

    /**
     * @param fingerprint of the schema
     * @param applied the migrations in force, by their ids, in the ledger's order
     */
    public record Start(String fingerprint, List<String> applied) {

        public Start {
            applied = List.copyOf(applied);
        }
    }

    /**
     * @param timeout of the whole run
     * @param force warnings and drift are passed
     * @param pauseBetweenSteps zero for none
     * @param continueOnWarning a check that only warns does not pause the run
     * @param autoRollback a failure undoes what the run has applied
     * @param writesStopped no application writes while the run lasts, so that its snapshot may be
     *     restored without losing anything
     */
    public record Execution(
            Duration timeout,
            boolean force,
            Duration pauseBetweenSteps,
            boolean continueOnWarning,
            boolean autoRollback,
            boolean writesStopped) {

        /** Nothing rests, nothing is undone by itself. */
        public static Execution of(Duration timeout, boolean force) {
            return new Execution(timeout, force, Duration.ZERO, false, false, false);
        }
    }

    /**
     * @param path within the project, with forward slashes
     * @param sha256 of the bytes, in hex
     * @param text the whole content, where it is UTF-8; otherwise empty
     * @param bytes the whole content, where it is not text
     */
    public record BundledFile(String path, String sha256, String text, @Nullable Bytes bytes) {

        public static BundledFile of(String path, byte[] content) {
            var sha256 = Json.sha256(content);
            return text(content)
                    .map(text -> new BundledFile(path, sha256, text, null))
                    .orElseGet(
                            () ->
                                    new BundledFile(
                                            path,
                                            sha256,
                                            "",
                                            Bytes.copyOf(content, 0, content.length)));
        }

        public byte[] content() {
            return bytes == null ? text.getBytes(StandardCharsets.UTF_8) : bytes.toArray();
        }

        private static Optional<String> text(byte[] content) {
            try {
                return Optional.of(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(content))
                                .toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
    }
}
