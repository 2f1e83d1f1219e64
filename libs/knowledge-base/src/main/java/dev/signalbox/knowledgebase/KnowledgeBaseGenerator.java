package dev.signalbox.knowledgebase;

import dev.signalbox.migration.DataGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Problems of mainframes, as many as wanted: entries, what people searched and did with them,
 * incidents about the same errors in the same components, programs in which they happen.
 *
 * <p>Sizes may be given for {@code kb_entries}, {@code search_history}, {@code usage_metrics},
 * {@code feedback}, {@code incidents} and {@code code_files}. Memory does not grow with them.
 */
public final class KnowledgeBaseGenerator implements DataGenerator {

    private static final Pattern LEADING_NUMBER = Pattern.compile("0*(\\d{1,3})(\\D.*)?");

    /** For a project's jar, and for {@link java.util.ServiceLoader}. */
    public KnowledgeBaseGenerator() {}

    @Override
    public String name() {
        return "knowledge-base";
    }

    @Override
    public void fill(
            Connection connection, @Nullable String version, Map<String, Long> rows, long seed)
            throws SQLException {
        int number = number(version);
        Sizes sizes = Sizes.of(rows, number);
        if (number == 0) {
            return;
        }
        Fill fill = FillPlan.of(connection, number, sizes, seed);
        for (TableRows each : tables(fill, number)) {
            insert(connection, each, fill);
        }
    }

    private static List<TableRows> tables(Fill fill, int version) {
        var tables = new ArrayList<TableRows>(BaseRows.of(fill));
        if (version >= 2) {
            tables.addAll(IncidentRows.of(fill));
        }
        if (version >= 4) {
            tables.add(ProjectRows.projects(fill));
        }
        if (version >= 3) {
            tables.addAll(CodeRows.of(fill));
        }
        if (version >= 4) {
            tables.addAll(ProjectRows.of(fill));
        }
        if (version >= 5) {
            tables.addAll(EnterpriseRows.of(fill));
        }
        return tables;
    }

    private static void insert(Connection connection, TableRows rows, Fill fill)
            throws SQLException {
        IndexesAside indexes =
                IndexesAside.of(connection, rows.table(), fill.of(rows.table()).count());
        new RowInsert(connection, rows, fill).run();
        indexes.makeAnew();
    }

    /** Of the knowledge base: 0 for none, and 3 for {@code 003} as well as {@code 3}. */
    private static int number(@Nullable String version) {
        if (version == null) {
            return 0;
        }
        Matcher matcher = LEADING_NUMBER.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + version
                            + "\" is no version of the knowledge base. Give one such as 003.");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
