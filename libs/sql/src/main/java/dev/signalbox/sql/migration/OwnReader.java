package dev.signalbox.sql.migration;

/** {@link MigrationFormat#SIGNALBOX}. */
final class OwnReader extends MarkedReader {

    OwnReader() {
        super(new OwnMarkers());
    }

    @Override
    MigrationMetadata metadata(FileSections sections, Findings findings) {
        return MetadataReader.read(sections.header(), findings);
    }

    @Override
    boolean isTransactional(FileSections sections, Findings findings) {
        return true;
    }
}
