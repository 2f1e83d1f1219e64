package dev.signalbox.sql.migration;

import java.util.List;

/** Reads the files of a project of one format. */
interface FormatReader {

    /**
     * @param files those that the format may have to do with, in the order of their paths
     */
    void read(List<SourceFile> files, Reading reading);
}
