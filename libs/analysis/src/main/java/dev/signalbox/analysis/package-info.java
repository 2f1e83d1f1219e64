/** What can be known of a project's migrations without their database. */
@NullMarked
package dev.signalbox.analysis;

import org.jspecify.annotations.NullMarked;
