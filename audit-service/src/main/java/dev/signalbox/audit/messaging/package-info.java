/** From every topic into the trail; what cannot be read also to the dead letters. */
@NullMarked
package dev.signalbox.audit.messaging;

import org.jspecify.annotations.NullMarked;
