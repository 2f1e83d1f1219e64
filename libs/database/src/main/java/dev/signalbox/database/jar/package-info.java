/** A project's own Java: loaded from its jars, and kept apart from everything else. */
@NullMarked
package dev.signalbox.database.jar;

import org.jspecify.annotations.NullMarked;
