/** Puts the audit service together. */
@NullMarked
package dev.signalbox.audit.config;

import org.jspecify.annotations.NullMarked;
