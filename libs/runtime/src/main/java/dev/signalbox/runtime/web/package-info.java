/** What all REST resources share: errors, and the stream of events. */
@NullMarked
package dev.signalbox.runtime.web;

import org.jspecify.annotations.NullMarked;
