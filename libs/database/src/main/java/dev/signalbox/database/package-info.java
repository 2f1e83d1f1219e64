/** A managed database: connection, introspection, ledger, lease and fence. */
@NullMarked
package dev.signalbox.database;

import org.jspecify.annotations.NullMarked;
