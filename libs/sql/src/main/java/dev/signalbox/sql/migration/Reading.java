package dev.signalbox.sql.migration;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import dev.signalbox.sql.sqlite.SqliteTokenChecksum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been read of a project so far. */
final class Reading {

    private final ProjectForm form;
    private final Map<String, Findings> findings = new TreeMap<>();
    private final Map<String, MigrationName> names = new LinkedHashMap<>();
    private final Map<String, MigrationName> baselines = new LinkedHashMap<>();
    private final List<Migration> migrations = new ArrayList<>();
    private final List<HookFile> hooks = new ArrayList<>();
    private final List<Finding> notices = new ArrayList<>();

    Reading(ProjectForm form) {
        this.form = form;
    }

    ProjectForm form() {
        return form;
    }

    /** Where to say what is wrong with a file. */
    Findings of(SourceFile file) {
        return findings.computeIfAbsent(file.path(), Findings::new);
    }

    /** The same by the file's path. */
    Findings at(String path) {
        return findings.computeIfAbsent(path, Findings::new);
    }

    /** Says something about a file that does not keep it from being read. */
    void notice(SourceFile file, String code, String message, String remedy) {
        notices.add(new Finding(file.path(), null, code, message, remedy));
    }

    void add(HookFile hook) {
        hooks.add(hook);
    }

    /** Makes a migration of a draft, unless there are findings in one of its files. */
    void add(Draft draft) {
        (draft.kind() == Migration.Kind.BASELINE ? baselines : names)
                .put(draft.place(), draft.naming());
        look(draft);
    }

    /** A migration of this name is there, though it cannot be read. */
    void exists(String place, MigrationName name) {
        names.put(place, name);
    }

    /** Says what is wrong with a draft; the name of one that is only looked at does not count. */
    void look(Draft draft) {
        boolean nothingWrong = draft.files().stream().allMatch(file -> of(file).isEmpty());
        List<SqlStatement> up = statements(draft.up());
        List<SqlStatement> down = draft.down() == null ? List.of() : statements(draft.down());
        Migration.Section upSection = section(draft, draft.up(), up);
        Migration.Section downSection =
                draft.down() == null ? Migration.Section.NONE : section(draft, draft.down(), down);
        if (upSection.isEmpty() && nothingWrong && of(draft.up().file()).isEmpty()) {
            refuseEmpty(draft);
        }
        if (draft.files().stream().allMatch(file -> of(file).isEmpty())) {
            migrations.add(
                    new Migration(
                            draft.naming(),
                            draft.kind(),
                            draft.metadata(),
                            new Migration.Body.Sql(upSection, downSection),
                            draft.transactional(),
                            raw(draft),
                            SqliteTokenChecksum.of(up, down),
                            draft.files()));
        }
    }

    /** The statements of a hook as they can run; what is wrong with them goes to findings. */
    List<SqlStatement> statementsOf(Script script) {
        Findings inText = of(script.file()).in(script.places());
        return inFile(SectionRules.apply(statements(script), inText), script).statements();
    }

    private List<SqlStatement> statements(Script script) {
        try {
            return SqliteSplitter.split(script.text(), script.from(), script.to(), script.start());
        } catch (SqlSyntaxException e) {
            of(script.file()).in(script.places()).add(e);
            return List.of();
        }
    }

    private Migration.Section section(Draft draft, Script script, List<SqlStatement> statements) {
        boolean opensItsOwn = !draft.transactional() || form.format() != MigrationFormat.SIGNALBOX;
        Findings inText = of(script.file()).in(script.places());
        return inFile(SectionRules.apply(statements, opensItsOwn, inText), script);
    }

    private static Migration.Section inFile(Migration.Section section, Script script) {
        return new Migration.Section(
                section.statements().stream()
                        .map(
                                it ->
                                        new SqlStatement(
                                                it.text(),
                                                script.places().original(it.position()),
                                                it.kind()))
                        .toList(),
                section.foreignKeys());
    }

    /** Tools whose files need no marker take an empty one for a migration that does nothing. */
    private void refuseEmpty(Draft draft) {
        if (draft.up().marker() != null && form.format() == MigrationFormat.SIGNALBOX) {
            of(draft.up().file())
                    .add(
                            draft.up().marker(),
                            "empty-up",
                            "The UP section has no statement that could run.",
                            "Write the migration below \"-- UP\", or remove the file.");
        }
    }

    private static Checksum raw(Draft draft) {
        @Nullable String slice = draft.slice();
        if (slice != null) {
            return Checksum.rawParts(List.of(slice.getBytes(StandardCharsets.UTF_8)));
        }
        return draft.files().size() == 1
                ? Checksum.raw(draft.files().getFirst().sharedBytes())
                : Checksum.rawParts(draft.files().stream().map(SourceFile::sharedBytes).toList());
    }

    List<Migration> migrations() {
        return migrations;
    }

    /** By the place of each migration; also of those that have findings: they do exist. */
    Map<String, MigrationName> names() {
        return names;
    }

    /** The same of baselines, which may have the version of a migration. */
    Map<String, MigrationName> baselines() {
        return baselines;
    }

    List<HookFile> hooks() {
        return hooks;
    }

    List<Finding> notices() {
        return notices;
    }

    List<Finding> findings() {
        return findings.values().stream().flatMap(found -> found.all().stream()).toList();
    }
}
