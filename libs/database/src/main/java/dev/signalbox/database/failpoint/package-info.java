/** Named places where a test may stop the program, so that every boundary can be crashed at. */
@NullMarked
package dev.signalbox.database.failpoint;

import org.jspecify.annotations.NullMarked;
