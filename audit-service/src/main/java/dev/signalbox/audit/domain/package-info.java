/** What the trail keeps of an event, and what may be asked of it. */
@NullMarked
package dev.signalbox.audit.domain;

import org.jspecify.annotations.NullMarked;
