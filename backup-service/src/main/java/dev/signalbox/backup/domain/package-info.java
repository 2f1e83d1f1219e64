/** A snapshot that is wanted, from the request to its manifest or its failure. */
@NullMarked
package dev.signalbox.backup.domain;

import org.jspecify.annotations.NullMarked;
