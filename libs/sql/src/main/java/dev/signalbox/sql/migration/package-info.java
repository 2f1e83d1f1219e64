/** Migration files: their format, their names and versions, and the order in which they apply. */
@NullMarked
package dev.signalbox.sql.migration;

import org.jspecify.annotations.NullMarked;
