package dev.signalbox.sql.migration;

/** {@link MigrationFormat#ANNOTATED}. */
final class AnnotatedReader extends MarkedReader {

    AnnotatedReader() {
        super(PatternMarkers.ANNOTATED);
    }

    @Override
    MigrationMetadata metadata(FileSections sections, Findings findings) {
        return Annotations.read(sections.header(), findings);
    }

    @Override
    boolean isTransactional(FileSections sections, Findings findings) {
        return true;
    }
}
