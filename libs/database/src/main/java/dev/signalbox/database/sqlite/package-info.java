/** SQLite behind the ports of a managed database; the only place that knows its result codes. */
@NullMarked
package dev.signalbox.database.sqlite;

import org.jspecify.annotations.NullMarked;
