/** The append-only trail in the service's store, and how far the topics were read into it. */
@NullMarked
package dev.signalbox.audit.store;

import org.jspecify.annotations.NullMarked;
