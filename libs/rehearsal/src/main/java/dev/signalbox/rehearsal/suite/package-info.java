/** What a project's suites of migration tests say, read strictly. */
@NullMarked
package dev.signalbox.rehearsal.suite;

import org.jspecify.annotations.NullMarked;
