/** What is shown: pure functions from the services' JSON to lines. */
@NullMarked
package dev.signalbox.cli.text;

import org.jspecify.annotations.NullMarked;
