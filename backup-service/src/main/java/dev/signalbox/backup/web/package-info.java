/** Snapshots and the requests for them over REST. */
@NullMarked
package dev.signalbox.backup.web;

import org.jspecify.annotations.NullMarked;
