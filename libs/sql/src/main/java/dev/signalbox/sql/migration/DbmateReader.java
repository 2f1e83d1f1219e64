package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link MigrationFormat#DBMATE}. */
final class DbmateReader extends MarkedReader {

    private static final Pattern OPTION = Pattern.compile("\\s(?!migrate:)(\\w+):(\\S*)");

    DbmateReader() {
        super(PatternMarkers.DBMATE);
    }

    @Override
    MigrationMetadata metadata(FileSections sections, Findings findings) {
        return MigrationMetadata.NONE;
    }

    @Override
    boolean isTransactional(FileSections sections, Findings findings) {
        boolean transactional = true;
        for (FileSections.Part part : sections.parts()) {
            Matcher option = OPTION.matcher(part.line().text());
            while (option.find()) {
                if (option.group(1).equals("transaction")) {
                    transactional &= !option.group(2).equals("false");
                } else {
                    findings.add(
                            part.at(),
                            "unknown-option",
                            "dbmate has no option "
                                    + Excerpt.of(option.group(1))
                                    + " for a section.",
                            "Write transaction:true or transaction:false, or nothing.");
                }
            }
        }
        return transactional;
    }
}
