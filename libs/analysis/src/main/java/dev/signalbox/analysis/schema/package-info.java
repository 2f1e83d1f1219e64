/** A schema of SQLite at one moment, as SQLite itself describes it. */
@NullMarked
package dev.signalbox.analysis.schema;

import org.jspecify.annotations.NullMarked;
