/** Runs suites of migration tests. */
@NullMarked
package dev.signalbox.rehearsal.scenario;

import org.jspecify.annotations.NullMarked;
