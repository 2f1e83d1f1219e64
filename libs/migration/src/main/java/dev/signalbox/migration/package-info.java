/** What a migration in Java implements; all that a project's jar needs of Signalbox. */
@NullMarked
package dev.signalbox.migration;

import org.jspecify.annotations.NullMarked;
