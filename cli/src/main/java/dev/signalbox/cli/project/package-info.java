/** A project's files: its folder, what init writes, what is uploaded. */
@NullMarked
package dev.signalbox.cli.project;

import org.jspecify.annotations.NullMarked;
