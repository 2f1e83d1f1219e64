package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.sql.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out in which format a project's files are, by their layout, names and markers. */
final class FormatDetection {

    /** Markers stand near the start; a file of many megabytes is data. */
    private static final int LOOKED_AT = 1 << 16;

    private static final Pattern GOOSE = line("--[ \\t]*\\+goose[ \\t]");
    private static final Pattern DBMATE = line("--[ \\t]*migrate:(up|down)\\b");
    private static final Pattern OWN =
            line("--[ \\t]*((UP|DOWN)[ \\t]*(\\r|\\n|\\z)|@metadata\\b)");
    private static final Pattern ANNOTATED =
            line(
                    "--[ \\t]*((UP|DOWN) MIGRATION\\b"
                            + "|@(name|description|timestamp|rollbackSafe|performanceImpact)[ \\t]*:)");

    private final Map<FilePlace, List<SourceFile>> byPlace = new EnumMap<>(FilePlace.class);
    private final Map<MigrationFormat, SourceFile> claims = new EnumMap<>(MigrationFormat.class);

    private FormatDetection(List<SourceFile> files) {
        for (SourceFile file : files) {
            FilePlace.of(file.path())
                    .ifPresent(
                            place ->
                                    byPlace.computeIfAbsent(place, none -> new ArrayList<>())
                                            .add(file));
        }
    }

    private static Pattern line(String start) {
        return Pattern.compile("(?m)^(?:\\u00ef\\u00bb\\u00bf)?[ \\t]*" + start);
    }

    /**
     * @param claims a file of each format that there are files of; more than one format means that
     *     nobody can say what the files mean together
     */
    record Detected(Map<MigrationFormat, SourceFile> claims) {

        MigrationFormat format() {
            return claims.keySet().stream().findFirst().orElse(MigrationFormat.SIGNALBOX);
        }

        Optional<Finding> ambiguity() {
            if (claims.size() < 2) {
                return Optional.empty();
            }
            String files =
                    claims.entrySet().stream()
                            .map(it -> it.getValue().path() + " (" + it.getKey().title() + ")")
                            .collect(Collectors.joining(", "));
            List<SourceFile> by = List.copyOf(claims.values());
            return Optional.of(
                    new Finding(
                            by.getLast().path(),
                            null,
                            "several-formats",
                            "The folder has migrations of several formats: " + files + ".",
                            "Keep one format a folder: a database has one order of migrations."));
        }
    }

    static Detected of(List<SourceFile> files) {
        FormatDetection detection = new FormatDetection(files);
        detection.look();
        return new Detected(detection.claims);
    }

    private void look() {
        List<SourceFile> top = at(FilePlace.TOP);
        for (SourceFile file : top) {
            of(file).ifPresent(format -> claims.putIfAbsent(format, file));
        }
        for (SourceFile file : at(FilePlace.IN_MIGRATION)) {
            if (file.name().equals(PrismaReader.FILE)) {
                claims.putIfAbsent(MigrationFormat.PRISMA, file);
            } else if (file.name().equals("up.sql")) {
                claims.putIfAbsent(MigrationFormat.DIESEL, file);
            }
        }
        boolean rollbacks =
                at(FilePlace.IN_PAIR).stream()
                        .anyMatch(file -> file.folder().equals(SqlAndRollbackReader.ROLLBACK));
        if (rollbacks || top.isEmpty()) {
            at(FilePlace.IN_PAIR).stream()
                    .filter(file -> file.folder().equals(SqlAndRollbackReader.SQL))
                    .findFirst()
                    .ifPresent(file -> claims.put(MigrationFormat.SQL_AND_ROLLBACK, file));
        }
        if (top.isEmpty()) {
            at(FilePlace.FLYWAY).stream()
                    .filter(file -> FlywayName.parse(file.name()).isPresent())
                    .findFirst()
                    .ifPresent(file -> claims.put(MigrationFormat.FLYWAY, file));
        }
        if (claims.isEmpty() && !top.isEmpty()) {
            claims.put(MigrationFormat.PLAIN, top.getFirst());
        }
    }

    private List<SourceFile> at(FilePlace place) {
        return byPlace.getOrDefault(place, List.of());
    }

    /** What one file says by itself; empty when it could be of several formats. */
    private static Optional<MigrationFormat> of(SourceFile file) {
        if (FlywayName.parse(file.name()).isPresent()) {
            return Optional.of(MigrationFormat.FLYWAY);
        }
        if (GolangMigrateReader.isOne(file.name())) {
            return Optional.of(MigrationFormat.GOLANG_MIGRATE);
        }
        byte[] bytes = file.sharedBytes();
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), ISO_8859_1);
        if (LiquibaseReader.begins(start.replace("\u00ef\u00bb\u00bf", ""))) {
            return Optional.of(MigrationFormat.LIQUIBASE);
        }
        if (GOOSE.matcher(start).find()) {
            return Optional.of(MigrationFormat.GOOSE);
        }
        if (DBMATE.matcher(start).find()) {
            return Optional.of(MigrationFormat.DBMATE);
        }
        if (OWN.matcher(start).find()) {
            return Optional.of(MigrationFormat.SIGNALBOX);
        }
        return ANNOTATED.matcher(start).find()
                ? Optional.of(MigrationFormat.ANNOTATED)
                : Optional.empty();
    }

    /** The files that a format is about. */
    static boolean concerns(MigrationFormat format, SourceFile file) {
        FilePlace place = FilePlace.of(file.path()).orElse(FilePlace.JAR);
        return switch (format) {
            case SIGNALBOX, ANNOTATED, PLAIN, GOLANG_MIGRATE, DBMATE, LIQUIBASE ->
                    place == FilePlace.TOP;
            case GOOSE -> place == FilePlace.TOP || place == FilePlace.GO;
            case FLYWAY -> place == FilePlace.TOP || place == FilePlace.FLYWAY;
            case DIESEL, PRISMA -> place == FilePlace.IN_MIGRATION;
            case SQL_AND_ROLLBACK -> place == FilePlace.IN_PAIR;
        };
    }
}
