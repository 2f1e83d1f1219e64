/** What a project's own Java implements; all that its jars need of Signalbox. */
@NullMarked
package dev.signalbox.migration;

import org.jspecify.annotations.NullMarked;
