/** What changed between two versions, told to people and to programs. */
@NullMarked
package dev.signalbox.cli.changelog;

import org.jspecify.annotations.NullMarked;
