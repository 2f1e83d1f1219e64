/** A service's own store: transactions, rows and a schema that moves forward by itself. */
@NullMarked
package dev.signalbox.runtime.store;

import org.jspecify.annotations.NullMarked;
