package dev.signalbox.knowledgebase;

import static dev.signalbox.knowledgebase.FilledTable.AI_ANALYSIS_RESULTS;
import static dev.signalbox.knowledgebase.FilledTable.CODE_FILES;
import static dev.signalbox.knowledgebase.FilledTable.CODE_QUALITY_METRICS;
import static dev.signalbox.knowledgebase.FilledTable.CODE_SECTIONS;
import static dev.signalbox.knowledgebase.FilledTable.IDZ_PROJECTS;
import static dev.signalbox.knowledgebase.FilledTable.KB_CODE_LINKS;
import static dev.signalbox.knowledgebase.FilledTable.KB_ENTRIES;
import static dev.signalbox.knowledgebase.FilledTable.KB_ENTRY_PROGRAMS;
import static dev.signalbox.knowledgebase.FilledTable.KB_ERROR_CODES;
import static dev.signalbox.knowledgebase.FilledTable.PARSER_RESULTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the third version adds: programs in which the entries' problems happen. */
final class CodeRows {

    private static final int SECTIONS = 5;

    private final Fill fill;

    private CodeRows(Fill fill) {
        this.fill = fill;
    }

    static List<TableRows> of(Fill fill) {
        var rows = new CodeRows(fill);
        return List.of(
                TableRows.of(CODE_FILES, rows.fileColumns(), rows::file),
                TableRows.of(
                        PARSER_RESULTS,
                        "file_id, parser_version, program_id, division_count, paragraph_count, syntax_errors, syntax_tree, parsed_at",
                        rows::parsed),
                TableRows.of(
                        CODE_SECTIONS,
                        "id, file_id, section_type, name, line_start, line_end",
                        rows::section),
                TableRows.of(
                        KB_CODE_LINKS,
                        "id, kb_entry_id, file_id, line_start, line_end, code_snippet, link_type, confidence",
                        rows::link),
                TableRows.of(
                        AI_ANALYSIS_RESULTS,
                        "id, file_id, kb_entry_id, analysis_type, model, result, confidence, duration_ms, created_at",
                        rows::analysis),
                TableRows.of(
                        CODE_QUALITY_METRICS,
                        "file_id, measured_at, cyclomatic_complexity, comment_share, dead_paragraphs, maintainability",
                        rows::quality),
                TableRows.of(KB_ERROR_CODES, "kb_entry_id, error_code, code_type", rows::errorCode),
                TableRows.of(KB_ENTRY_PROGRAMS, "kb_entry_id, program_name", rows::program));
    }

    private String fileColumns() {
        String columns =
                "id, filename, file_type, content_hash, uploaded_at, analysis_status, program_name, content, line_count";
        return fill.has(IDZ_PROJECTS)
                ? columns + ", project_id, relative_path, project_metadata"
                : columns;
    }

    private @Nullable Object[] file(long row, Dice dice) {
        Entry entry = fill.entryOfFile(row);
        Source source = source(row);
        String name = entry.program() + ".cbl";
        var values =
                new ArrayList<@Nullable Object>(
                        Arrays.asList(
                                fill.key(CODE_FILES, row),
                                name,
                                dice.oneOf(List.of("cobol", "cbl", "cbl", "cob")),
                                fill.hashOfFile(row, 1),
                                Moments.text(Moments.atWork(dice)),
                                dice.chance(0.9) ? "completed" : "pending",
                                entry.program(),
                                source.text(),
                                source.lines()));
        if (fill.has(IDZ_PROJECTS)) {
            values.add(fill.key(IDZ_PROJECTS, row % fill.of(IDZ_PROJECTS).count()));
            values.add("src/cobol/" + name);
            values.add("{\"program\":\"" + entry.program() + "\"}");
        }
        return values.toArray();
    }

    private @Nullable Object[] parsed(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.key(CODE_FILES, row),
            "1.4",
            fill.entryOfFile(row).program(),
            4,
            4,
            dice.chance(0.04) ? 1 : 0,
            "{\"divisions\":[\"IDENTIFICATION\",\"ENVIRONMENT\",\"DATA\",\"PROCEDURE\"]}",
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] section(long row, Dice dice) {
        Source.Section section = source(row / SECTIONS).sections().get((int) (row % SECTIONS));
        return new @Nullable Object[] {
            fill.key(CODE_SECTIONS, row),
            fill.key(CODE_FILES, row / SECTIONS),
            section.type(),
            section.name(),
            section.first(),
            section.last()
        };
    }

    private @Nullable Object[] link(long row, Dice dice) {
        long file = row / 2;
        Entry entry = fill.entryOfFile(file);
        Source source = source(file);
        boolean atError = row % 2 == 0;
        return new @Nullable Object[] {
            fill.key(KB_CODE_LINKS, row),
            entry.id(),
            fill.key(CODE_FILES, file),
            atError ? source.errorLine() : 1,
            atError ? source.errorLine() + 1 : 2,
            atError ? entry.topic().code() : "PROGRAM-ID. " + entry.program(),
            atError ? "error_location" : dice.oneOf(List.of("manual", "auto", "pattern")),
            0.5 + 0.5 * dice.share()
        };
    }

    private @Nullable Object[] analysis(long row, Dice dice) {
        Entry entry = fill.entryOfFile(row);
        return new @Nullable Object[] {
            fill.key(AI_ANALYSIS_RESULTS, row),
            fill.key(CODE_FILES, row),
            entry.id(),
            dice.oneOf(List.of("explanation", "defect", "optimization", "documentation")),
            "code-reader-2",
            "{\"program\":\""
                    + entry.program()
                    + "\",\"finding\":\""
                    + entry.topic().code()
                    + "\"}",
            0.4 + 0.6 * dice.share(),
            300 + dice.below(9_000),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] quality(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.key(CODE_FILES, row),
            Moments.text(Moments.atWork(dice)),
            1 + dice.below(40),
            0.3 * dice.share(),
            dice.below(3),
            40 + 60 * dice.share()
        };
    }

    private @Nullable Object[] errorCode(long row, Dice dice) {
        Topic topic = fill.entries().at(row).topic();
        return new @Nullable Object[] {fill.key(KB_ENTRIES, row), topic.code(), topic.codeType()};
    }

    private @Nullable Object[] program(long row, Dice dice) {
        return new @Nullable Object[] {fill.key(KB_ENTRIES, row), fill.entries().at(row).program()};
    }

    private Source source(long file) {
        return Source.of(fill.entryOfFile(file), fill.of(CODE_FILES).number(file));
    }
}
