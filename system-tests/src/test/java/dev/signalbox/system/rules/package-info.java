/** What holds for all code, and what the documents say of it. */
@NullMarked
package dev.signalbox.system.rules;

import org.jspecify.annotations.NullMarked;
