/** What {@code test} says of a project's suites, in every form. */
@NullMarked
package dev.signalbox.cli.scenario;

import org.jspecify.annotations.NullMarked;
