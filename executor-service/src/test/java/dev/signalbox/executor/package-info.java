/** What the executor's tests share: its core without a container, and plans by hand. */
@NullMarked
package dev.signalbox.executor;

import org.jspecify.annotations.NullMarked;
