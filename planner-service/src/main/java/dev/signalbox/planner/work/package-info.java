/** The working core: looks at files and databases, and turns requests into plans. */
@NullMarked
package dev.signalbox.planner.work;

import org.jspecify.annotations.NullMarked;
