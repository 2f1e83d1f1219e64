/** The trail over REST. */
@NullMarked
package dev.signalbox.audit.web;

import org.jspecify.annotations.NullMarked;
