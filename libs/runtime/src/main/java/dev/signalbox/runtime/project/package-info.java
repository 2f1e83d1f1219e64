/** The project that the services of a process work for: its databases and policies. */
@NullMarked
package dev.signalbox.runtime.project;

import org.jspecify.annotations.NullMarked;
